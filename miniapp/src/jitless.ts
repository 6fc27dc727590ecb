import * as z from 'zod'

// WeChat's `new Function` gives a dud: schemas must be walked, never compiled. Imported before anything parses.
z.config({ jitless: true })
