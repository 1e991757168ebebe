// Builds the static files of the pages: node build.mjs OUTPUT_FOLDER
import { copyFileSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as sass from 'sass'

const here = dirname(fileURLToPath(import.meta.url))
const out = resolve(process.argv[2])
// Built beside the real folder and moved at the end, so that a stopped build leaves nothing half done.
const draft = `${out}.new`
const nhsuk = join(here, 'node_modules/nhsuk-frontend')
const version = JSON.parse(readFileSync(join(nhsuk, 'package.json'), 'utf8')).version
// The remote font and the logo may not be used by every organisation.
const forbidden = ['assets.nhs.uk', 'Frutiger', 'nhsuk-logo.svg', 'favicon']

function checked(name, text) {
  for (const word of forbidden) {
    if (text.includes(word)) throw new Error(`${name} holds "${word}", which must not be shipped`)
  }
  return text
}

function withoutMap(text) {
  return text.replace(/^\/\/# sourceMappingURL=.*$/m, '').trimEnd() + '\n'
}

rmSync(draft, { recursive: true, force: true })
mkdirSync(join(draft, 'icons'), { recursive: true })

const { css } = sass.compile(join(here, 'scss/vendor-tracker.scss'), {
  style: 'compressed',
  importers: [new sass.NodePackageImporter(here)],
  quietDeps: true
})
writeFileSync(join(draft, 'vendor-tracker.css'), checked('vendor-tracker.css', css))

for (const name of new Set([...css.matchAll(/\.\/icons\/([a-z-]+\.svg)/g)].map((found) => found[1]))) {
  copyFileSync(join(nhsuk, 'dist/nhsuk/assets/images', name), join(draft, 'icons', name))
}

const script = readFileSync(join(nhsuk, `dist/nhsuk/nhsuk-frontend-${version}.min.js`), 'utf8')
writeFileSync(join(draft, 'nhsuk-frontend.js'), checked('nhsuk-frontend.js', withoutMap(script)))
const own = readFileSync(join(here, 'vendor-tracker.js'), 'utf8').replace('NHSUK_VERSION', version)
writeFileSync(join(draft, 'vendor-tracker.js'), own)
copyFileSync(join(here, 'node_modules/htmx.org/dist/htmx.min.js'), join(draft, 'htmx.js'))
for (const name of ['icon.svg', 'THIRD-PARTY.txt']) copyFileSync(join(here, name), join(draft, name))

rmSync(out, { recursive: true, force: true })
renameSync(draft, out)
