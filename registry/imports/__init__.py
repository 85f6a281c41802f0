"""Old attendance lists: a spreadsheet read, matched with the programme, and counted in whole."""
