import Taro from '@tarojs/taro'
import { api } from '../../api'
import { businessDayOf } from '../../dates'
import { now } from '../../clock'

const pagesMax = 200

export interface Exported {
  readonly json: string
  readonly count: number
}

/** Asks page by page until all is here. */
export async function exportAll(): Promise<Exported> {
  const first = await api.exportMe({})
  const items = [...first.items]
  let next = first.next
  for (let page = 1; next !== null && page < pagesMax; page++) {
    const more = await api.exportMe({ cursor: next })
    items.push(...more.items)
    next = more.next
  }
  return { json: JSON.stringify({ profile: first.profile, items }, null, 2), count: items.length }
}

/** A file in the downloads of a browser; in WeChat a file that the member sends to a chat of their own. True where the host says that it was done. */
export async function saveExport(json: string): Promise<boolean> {
  const name = `dianjin-${businessDayOf(now())}.json`
  if (process.env.TARO_ENV === 'h5') {
    download(name, json)
    return false
  }
  const path = `${Taro.env.USER_DATA_PATH ?? ''}/${name}`
  Taro.getFileSystemManager().writeFileSync(path, json, 'utf8')
  await Taro.shareFileMessage({ filePath: path, fileName: name })
  return true
}

function download(name: string, json: string): void {
  const address = URL.createObjectURL(new Blob([json], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}
