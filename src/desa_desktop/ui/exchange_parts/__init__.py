"""Widgets that the screens of the exchange share in village and kecamatan: digits, drives, differences."""
