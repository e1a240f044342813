"""Everything with Qt: the window, the desk, the reusable widgets and one screen per place."""
