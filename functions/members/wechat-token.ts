import type { Database } from '../database/client'
import { keys } from '../database/keys'
import { get } from '../database/read'
import { stored } from '../database/stored'
import { commit } from '../database/write'
import type { Settings } from '../settings.provider'
import type { StoredToken, TokenStore } from '../wechat/token'
import { PersonalData } from './personal-data'

const SUBJECT = 'wechat access token'

/** WeChat's access token, shared by all functions through the table and encrypted there. */
export function sharedTokenStore(database: Database, settings: Settings): TokenStore {
  const vault = new PersonalData(settings)
  return {
    async load() {
      const item = await get(database, keys.wechatToken())
      if (item === undefined) return undefined
      const { sealed, expiresAt } = stored<{ sealed: string; expiresAt: string }>(item)
      return { token: vault.openText(SUBJECT, sealed), expiresAt }
    },
    async save({ token, expiresAt }: StoredToken) {
      await commit(database, [{ type: 'put', item: { ...keys.wechatToken(), sealed: vault.sealText(SUBJECT, token), expiresAt } }])
    },
  }
}
