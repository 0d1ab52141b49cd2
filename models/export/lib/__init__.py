"""What the export scripts share."""
