import { join, resolve } from 'node:path'

export const projectFolder = resolve(__dirname, '../..')

/** Everything a run leaves on this machine: data, logs, secrets, positions. */
export const localFolder = join(projectFolder, '.dianjin')

export const dataFolder = join(localFolder, 'data')
export const logFolder = join(localFolder, 'logs')
export const builtFolder = join(projectFolder, 'dist')
