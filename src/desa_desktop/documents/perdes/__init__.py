"""Regulations of the village and what they attach: Perdes, RKP Desa and RPJM Desa as books, reports."""
