import type { rules as zh } from './rules.zh'

export const rules: typeof zh = { title: 'Rules' }
