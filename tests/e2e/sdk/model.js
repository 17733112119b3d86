// SPDX-License-Identifier: GPL-3.0-or-later
// The official SDK's model of SCF 2018-04-16, read from its own type declarations: what requests take and what answers hold.
const fs = require('fs');
const path = require('path');

const FILE = path.join(path.dirname(require.resolve('tencentcloud-sdk-nodejs-scf/package.json')), 'tencentcloud/services/scf/v20180416/scf_models.d.ts');

/** {name: {field: {type, optional}}} of every structure; types as they are written there: "string", "Array<Trigger>". */
function readModel() {
  const structures = {};
  const text = fs.readFileSync(FILE, 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
  for (const [, name, body] of text.matchAll(/export interface (\w+) \{([^}]*)\}/g)) {
    structures[name] = {};
    for (const [, field, optional, type] of body.matchAll(/^\s*(\w+)(\??): ([^;]+);/gm)) structures[name][field] = {type: type.trim(), optional: optional === '?'};
  }
  return structures;
}

const PLAIN = ['string', 'number', 'boolean', 'any'];

/** What of `value` the model doesn't allow, as sentences. Every field of an answer must be known; null stands for "no valid value". */
function faults(model, type, value, where, allowed) {
  const list = /^Array<(\w+)>$/.exec(type);
  if (value === null) return [];
  if (list) {
    if (!Array.isArray(value)) return [`${where} is no list`];
    return value.flatMap((one, i) => faults(model, list[1], one, `${where}[${i}]`, allowed));
  }
  if (PLAIN.includes(type)) return type === 'any' || typeof value === type ? [] : [`${where} is a ${typeof value}, not a ${type}`];
  const fields = model[type];
  if (!fields) return [`${where}: the model has no ${type}`];
  if (typeof value !== 'object' || Array.isArray(value)) return [`${where} is no ${type}`];
  const found = [];
  for (const [name, one] of Object.entries(value)) {
    if (fields[name]) found.push(...faults(model, fields[name].type, one, `${where}.${name}`, allowed));
    else if (!allowed.includes(`${type}.${name}`)) found.push(`${where}.${name} is in no model`);
  }
  for (const [name, field] of Object.entries(fields))
    if (!field.optional && !(name in value)) found.push(`${where}.${name} is missing`);
  return found;
}

/** Fields of an answer's structure that the answer lacks. */
function missing(model, type, value) {
  return Object.keys(model[type]).filter((name) => !(name in value));
}

module.exports = {readModel, faults, missing};
