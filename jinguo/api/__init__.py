"""The API that every register has without writing any."""
