### Teams inside an area.
