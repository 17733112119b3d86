// SPDX-License-Identifier: GPL-3.0-or-later
// Makes a report from a CSV file: sales by any column, by month, best sellers, and the lines that could not be used.
//
// Event: {"file": "sales.csv", "groupBy": "region", "top": 5, "month": "2026-02"}; all may be left out.
'use strict';

const fs = require('fs');
const path = require('path');

/** Rows of a CSV text (RFC 4180: quotes, doubled quotes, line breaks inside quotes). */
function* rows(text) {
  let row = [];
  let field = '';
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (quoted) {
      if (c !== '"') field += c;
      else if (text[i + 1] === '"') field += text[++i];
      else quoted = false;
    } else if (c === '"') {
      quoted = true;
    } else if (c === ',') {
      row.push(field);
      field = '';
    } else if (c === '\n') {
      row.push(field.replace(/\r$/, ''));
      yield row;
      row = [];
      field = '';
    } else {
      field += c;
    }
  }
  if (field !== '' || row.length > 0) {
    row.push(field);
    yield row;
  }
}

/** Cents of "1234.50"; undefined when it is no amount. Whole numbers add up exactly. */
function cents(text) {
  const match = /^(\d+)\.(\d{2})$/.exec(text);
  return match ? Number(match[1]) * 100 + Number(match[2]) : undefined;
}

const money = (value) => (value / 100).toFixed(2);

class Sums {
  constructor() {
    this.map = new Map();
  }
  add(key, quantity, amount) {
    const sum = this.map.get(key) || { lines: 0, quantity: 0, cents: 0 };
    sum.lines += 1;
    sum.quantity += quantity;
    sum.cents += amount;
    this.map.set(key, sum);
  }
  sorted(byKey) {
    const entries = [...this.map.entries()];
    entries.sort(byKey ? (a, b) => (a[0] < b[0] ? -1 : 1) : (a, b) => b[1].cents - a[1].cents || (a[0] < b[0] ? -1 : 1));
    return entries.map(([key, sum]) => ({ key, lines: sum.lines, quantity: sum.quantity, revenue: money(sum.cents) }));
  }
}

exports.main_handler = async (event) => {
  const name = path.basename(event.file || 'sales.csv');
  const text = fs.readFileSync(path.join(__dirname, name), 'utf8');
  const reader = rows(text);
  const columns = reader.next().value;
  const at = Object.fromEntries(columns.map((column, i) => [column, i]));
  for (const column of ['date', 'product', 'quantity', 'unit_price'])
    if (!(column in at)) throw new Error(`${name} has no column "${column}"`);
  const groupBy = event.groupBy || 'region';
  if (!(groupBy in at)) throw new Error(`groupBy: ${name} has no column "${groupBy}", only ${columns.join(', ')}`);
  const top = event.top || 5;

  const groups = new Sums();
  const months = new Sums();
  const products = new Sums();
  const bad = [];
  let lines = 0;
  let total = 0;
  let number = 1;
  for (const row of reader) {
    number += 1;
    const quantity = Number(row[at.quantity]);
    const price = cents(row[at.unit_price] || '');
    const date = row[at.date] || '';
    if (row.length !== columns.length || !Number.isSafeInteger(quantity) || price === undefined || !/^\d{4}-\d\d-\d\d$/.test(date)) {
      bad.push(number);
      continue;
    }
    if (event.month && !date.startsWith(event.month)) continue;
    const amount = quantity * price; // a return has a negative quantity
    lines += 1;
    total += amount;
    groups.add(row[at[groupBy]], quantity, amount);
    months.add(date.slice(0, 7), quantity, amount);
    products.add(row[at.product], quantity, amount);
  }
  console.log(`${lines} lines of ${name} used, ${bad.length} left out`);
  if (bad.length > 0) console.warn(`WARN rows that can not be read: ${bad.slice(0, 10).join(', ')}`);
  const best = products.sorted(false);
  return {
    file: name,
    lines,
    unreadableRows: bad,
    revenue: money(total),
    groupBy,
    groups: groups.sorted(false),
    months: months.sorted(true),
    bestSellers: best.slice(0, top),
    table: [`| ${groupBy} | quantity | revenue |`, '|---|---:|---:|', ...groups.sorted(false).map((g) => `| ${g.key} | ${g.quantity} | ${g.revenue} |`)].join('\n'),
  };
};
