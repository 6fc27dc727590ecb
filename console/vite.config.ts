import { join } from 'node:path'
import { defineConfig } from 'vite'

const api = process.env['DIANJIN_API'] ?? 'http://localhost:3000'

/** Where photos of rewards are found: the browser loads pictures from nowhere else. */
const photos = process.env['DIANJIN_PHOTOS'] ?? 'http://localhost:3009'

/** `DIANJIN_API` is built in as one literal, so that a server may put another address in its place. */
export default defineConfig({
  root: __dirname,
  define: { DIANJIN_API: JSON.stringify(api) },
  plugins: [{ name: 'the one server that may be called', transformIndexHtml: (html) => html.replace('__API__', api).replace('__PHOTOS__', photos) }],
  build: {
    outDir: join(__dirname, '../dist/console'),
    emptyOutDir: true,
    target: 'es2022',
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1_200,
    rolldownOptions: { checks: { moduleLevelDirective: false } },
  },
})
