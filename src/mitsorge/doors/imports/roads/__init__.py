"""Roads from an extract of OpenStreetMap (.osm.pbf, .osm.gz, .osm); needs the extra `osm`."""
