# SPDX-License-Identifier: GPL-3.0-or-later
"""Keeps an order three times: in a file below /tmp, in MySQL, and in PostgreSQL; each that is not in the environment is left out.

Fire it as a load, or wait until the instance has ended: the file is another one in every instance and goes with it, the tables stay.

Event: {"item": "tea", "cents": 450, "workMs": 200}
Services > MySQL or PostgreSQL > Start, then add it to this function. Address and password come in the environment.
"""
import json
import os
import time
import uuid

import mysqlclient
import postgresclient

INSTANCE = uuid.uuid4().hex[:8]
FILE = f"/tmp/orders-{INSTANCE}.jsonl"
connections = {}


def in_file(item, cents):
    with open(FILE, "a", encoding="utf-8") as file:
        file.write(json.dumps({"item": item, "cents": cents}) + "\n")
    with open(FILE, encoding="utf-8") as file:
        kept = [json.loads(line) for line in file]
    return {"orders": len(kept), "cents": sum(order["cents"] for order in kept)}


def open_mysql():
    env = os.environ
    connection = mysqlclient.Connection(env["MYSQL_HOST"], int(env["MYSQL_PORT"]), env["MYSQL_USER"], env["MYSQL_PASSWORD"], env["MYSQL_DATABASE"])
    connection.query("CREATE TABLE IF NOT EXISTS orders (id INT AUTO_INCREMENT PRIMARY KEY, item VARCHAR(200) NOT NULL, cents INT NOT NULL)")
    return connection


def open_postgresql():
    env = os.environ
    connection = postgresclient.Connection(env["PGHOST"], int(env["PGPORT"]), env["PGUSER"], env["PGPASSWORD"], env["PGDATABASE"])
    connection.query("CREATE TABLE IF NOT EXISTS orders (id SERIAL PRIMARY KEY, item TEXT NOT NULL, cents INT NOT NULL)")
    return connection


def in_database(name, variable, make, insert, item, cents):
    """The connection is kept for the next event, and made anew when the server was restarted meanwhile."""
    if variable not in os.environ:
        return None
    for attempt in (1, 2):
        try:
            if name not in connections:
                connections[name] = make()
            connections[name].query(insert, item, cents)
            orders, total = connections[name].query("SELECT count(*), sum(cents) FROM orders")[0]
            return {"orders": int(orders), "cents": int(total)}
        except OSError:
            connections.pop(name, None)
            if attempt == 2:
                raise


def main_handler(event, context):
    item, cents = str(event.get("item", "tea"))[:200], int(event.get("cents", 450))
    here = in_file(item, cents)
    mysql = in_database("mysql", "MYSQL_HOST", open_mysql, "INSERT INTO orders (item, cents) VALUES (?, ?)", item, cents)
    postgresql = in_database("postgresql", "PGHOST", open_postgresql, "INSERT INTO orders (item, cents) VALUES ($1, $2)", item, cents)
    time.sleep(max(0.0, min(float(event.get("workMs", 0)), 60_000)) / 1000)
    kept = [k for k in (mysql, postgresql) if k]
    if not kept:
        note = "There is no database in the environment. Start MySQL or PostgreSQL in Services and add it to this function."
    elif all(k == here for k in kept):
        note = "All agree: this one instance has had every order so far."
    else:
        note = "They differ: the file knows the orders of this instance alone."
    print(f"instance {INSTANCE}: {here['orders']} orders in its file, MySQL {mysql}, PostgreSQL {postgresql}")
    return {"instance": INSTANCE, "inFile": here, "inMysql": mysql, "inPostgresql": postgresql, "note": note}
