"""What more than one door shows of planning: its ground, numbers in words, maps, forecasts side by side."""
