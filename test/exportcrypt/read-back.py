"""Reads a file of a password manager with Python's own csv and json, and prints pairs of account and secret as JSON."""

import csv
import io
import json
import sys

columns = {
    "bitwarden-csv": ("login_username", "login_password"),
    "bitwarden-org-csv": ("login_username", "login_password"),
    "1password-csv": ("Username", "Password"),
    "keepassxc-csv": ("Username", "Password"),
    "keepass-csv": ("Login Name", "Password"),
    "lastpass-csv": ("username", "password"),
    "chrome-csv": ("username", "password"),
    "apple-csv": ("Username", "Password"),
    "proton-csv": ("username", "password"),
    "csv": ("username", "password"),
    "json": ("username", "password"),
}
form = sys.argv[1]
text = sys.stdin.buffer.read().decode("utf-8")
if form == "json":
    rows = json.loads(text)
else:
    # KeePass 1.x escapes with backslashes, everybody else doubles quotes.
    rules = {"escapechar": "\\", "doublequote": False} if form == "keepass-csv" else {}
    rows = csv.DictReader(io.StringIO(text, newline=""), strict=True, **rules)
account, secret = columns[form]
print(json.dumps([[row[account], row[secret]] for row in rows]))
