### Lists of people that an organisation brings, and their claim codes.
