"""Files that hold people: recognised, read, held against the register, and written again.

`lembar` turns any sheet into flat rows, `baris` reads their cells, `banding` holds them against what is
stored, `tulis` makes the rows of OpenSID and OpenDK. All from one table of columns, `kolom`.
"""
