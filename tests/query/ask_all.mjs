// node ask_all.mjs PACKAGES KIND URL FOLDER: Comunica answers every FOLDER/*.rq from a source, into FOLDER/*.json (SPARQL's
// JSON). KIND "sparql": URL is an endpoint, asked as any client would; "file": a document, and Comunica does all the work.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

const [packages, type, value, folder] = process.argv.slice(2);
const { QueryEngine } = createRequire(resolve(packages, 'package.json'))('@comunica/query-sparql');
const engine = new QueryEngine();

const written = term => term.termType !== 'Literal' ? { type: 'uri', value: term.value }
  : term.language ? { type: 'literal', value: term.value, 'xml:lang': term.language }
  : { type: 'literal', value: term.value, datatype: term.datatype.value };

for (const file of readdirSync(folder).filter(name => name.endsWith('.rq')).sort()) {
  const found = await engine.query(readFileSync(`${folder}/${file}`, 'utf8'), { sources: [{ type, value }] });
  const vars = (await found.metadata()).variables.map(one => (one.variable ?? one).value);
  const bindings = [];
  for await (const row of await found.execute()) {
    bindings.push(Object.fromEntries([...row].map(([name, term]) => [name.value, written(term)])));
  }
  writeFileSync(`${folder}/${file.replace(/rq$/, 'json')}`, JSON.stringify({ head: { vars }, results: { bindings } }));
}
process.exit(0);
