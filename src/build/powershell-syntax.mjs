// Looks for mistakes in PowerShell's syntax: node src/build/powershell-syntax.mjs MODULES FILE...
// MODULES is where npm has put web-tree-sitter and tree-sitter-powershell. Says nothing of what the scripts do.
import fs from 'fs';
import path from 'path';
import { pathToFileURL } from 'url';

const [modules, ...files] = process.argv.slice(2);
const { Language, Parser } = await import(pathToFileURL(path.join(modules, 'web-tree-sitter', 'web-tree-sitter.js')));
await Parser.init();
const parser = new Parser();
parser.setLanguage(await Language.load(path.join(modules, 'tree-sitter-powershell', 'tree-sitter-powershell.wasm')));

function mistakes(node) {
  if (node.isError || node.isMissing) {
    return [`${node.startPosition.row + 1}: ${JSON.stringify(node.text.slice(0, 80))}`];
  }
  return node.children.flatMap(mistakes);
}

let wrong = false;
for (const file of files) {
  for (const mistake of mistakes(parser.parse(fs.readFileSync(file, 'utf8')).rootNode)) {
    console.error(`${file}:${mistake}`);
    wrong = true;
  }
}
console.log(wrong ? 'These are no PowerShell.' : `${files.length} files of PowerShell parse.`);
process.exit(wrong ? 1 : 0);
