"""Values -> positions on a picture. Knows no colours, no sentences and no pages; templates write the SVG."""
