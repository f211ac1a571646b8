// Bundles src/ into ../wwwroot/app.js and app.css. The same sources and package-lock.json give the same bytes.
//   npm run build          once
//   npm run build -- --into FOLDER
//   npm run watch          again whenever a file changes
//   npm test               bundles tests/ for Node's own runner
import { readdirSync } from 'node:fs';
import * as esbuild from 'esbuild';

const into = process.argv.indexOf('--into');
const tests = process.argv.includes('--tests');
const options = tests
  ? {
      entryPoints: readdirSync('tests').filter(f => f.endsWith('.test.ts')).map(f => `tests/${f}`),
      outdir: '../obj/ui-tests',
      outExtension: { '.js': '.test.mjs' },
      platform: 'node',
      format: 'esm',
    }
  : {
      entryPoints: { app: 'src/main.tsx' },
      outdir: into < 0 ? '../wwwroot' : process.argv[into + 1],
      format: 'iife',
      minify: true,
      legalComments: 'none',
      charset: 'utf8',
      banner: { js: '/* SearchCore, Apache-2.0. Contains Preact, Copyright (c) 2015-present Jason Miller, MIT. Built from ui/ by npm run build. */' },
    };

const context = await esbuild.context({
  ...options,
  bundle: true,
  target: 'es2022',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  logLevel: 'info',
});
if (process.argv.includes('--watch')) {
  await context.watch();
} else {
  await context.rebuild();
  await context.dispose();
}
