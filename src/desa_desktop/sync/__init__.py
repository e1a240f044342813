"""The kiriman format as code; decides everything that can be decided without a disk.

- `opening.read_kiriman(whole, Reader)` verifies and opens a file; `sealing.seal_kiriman` writes one;
  `container.peek` tells what a file claims before that.
- `snapshots`, `history.Shelf`, `merge`: the content of a dokumen, its heads, what counts, joining a fork.
- `numbers.judge`: duplicate, late, missing, cloned. `travel`: what goes to whom and is stated as held.
- `certificates`: keys, Nomor Kunci, Kit Pemulihan, Daftar Kunci. `ownership`: who may bring what.
- `stick`, `drives`, `names`: flash disks. `rejection`: codes, what happens then, sentences.

Source: kiriman-format.md; every value of its test vectors is a test.
"""
