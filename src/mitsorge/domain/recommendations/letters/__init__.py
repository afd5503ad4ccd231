"""What the deeds tell people. Import the module: this file exports nothing."""
