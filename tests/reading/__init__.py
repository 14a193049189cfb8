"""What people really have: pages of any site, records of any shape, files of many kinds."""
