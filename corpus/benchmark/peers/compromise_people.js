// Run by node in a folder that has compromise: texts in as a JSON list, people of each and seconds out as JSON.
const nlp = require(require.resolve("compromise", { paths: [process.cwd()] }));
const texts = JSON.parse(require("fs").readFileSync(0, "utf8"));
nlp(texts[0]).people().out("array");
const started = process.hrtime.bigint();
const people = texts.map((text) => nlp(text).people().out("array"));
const seconds = Number(process.hrtime.bigint() - started) / 1e9;
process.stdout.write(JSON.stringify({ people, seconds }));
