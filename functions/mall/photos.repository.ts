import { createHash } from 'node:crypto'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Inject, Injectable } from '@nestjs/common'
import { Refusal } from '../../shared/api/refusal'
import { PhotoFile, type PhotoEnding, photoTypes } from '../../shared/mall/photo'
import { Clock } from '../clock'
import { Database } from '../database/client'
import { SETTINGS, type Settings } from '../settings.provider'
import { signedHeaders } from './aws-signature'

const NAME_CHARS = 40
const TIMEOUT_MS = 8_000
/** A name always shows the same, so whoever has a photo never asks again. */
const CACHE = 'public, max-age=31536000, immutable'

/** Photos: objects of a bucket, or files of a folder on this machine. */
@Injectable()
export class PhotosRepository {
  /** Where photos are found. */
  readonly origin: string

  constructor(
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'photos' | 'region'>,
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {
    this.origin = settings.photos.origin
  }

  nameOf(bytes: Uint8Array, ending: PhotoEnding): PhotoFile {
    return PhotoFile.parse(`${createHash('sha256').update(bytes).digest('hex').slice(0, NAME_CHARS)}.${ending}`)
  }

  /** Keeps a photo under the name of its content; the same again changes nothing. Refuses with `unavailable`. */
  async keep(file: PhotoFile, bytes: Uint8Array, ending: PhotoEnding): Promise<void> {
    const { host, folder } = this.settings.photos
    if (folder !== undefined) return this.intoFolder(join(folder, 'photos'), file, bytes)
    if (host === undefined) throw new Refusal('unavailable')
    const path = `/photos/${file}`
    const unsigned = { 'content-type': photoTypes[ending], 'cache-control': CACHE }
    const credentials = await this.database.client.config.credentials()
    const headers = signedHeaders({ method: 'PUT', host, path, headers: unsigned, bytes, region: this.settings.region, now: this.clock.now() }, credentials)
    const answer = await fetch(`https://${host}${path}`, { method: 'PUT', headers, body: Buffer.from(bytes), signal: AbortSignal.timeout(TIMEOUT_MS) }).catch(() => undefined)
    if (answer === undefined || answer.status >= 500) throw new Refusal('unavailable')
    if (!answer.ok) throw new Error(`the bucket answers ${answer.status}`)
  }

  /** Under another name first, so that nobody sees half of a file. */
  private async intoFolder(folder: string, file: PhotoFile, bytes: Uint8Array): Promise<void> {
    await mkdir(folder, { recursive: true })
    const half = join(folder, `.${file}.${this.clock.elapsed()}`)
    await writeFile(half, bytes)
    await rename(half, join(folder, file))
  }
}
