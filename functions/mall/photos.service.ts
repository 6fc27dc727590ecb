import { Inject, Injectable } from '@nestjs/common'
import type { InputOf, ReplyOf } from '../../shared/api/endpoint'
import { Refusal } from '../../shared/api/refusal'
import { PHOTO_BYTES_MAX, PHOTO_PIXELS_MAX } from '../../shared/mall/photo'
import { pixelsIn } from '../../shared/mall/photo-bytes'
import type { shelfApi } from '../../shared/mall/shelf.api'
import { PhotosRepository } from './photos.repository'

/** Takes photos in: only what is one, and not larger than phones like. */
@Injectable()
export class PhotosService {
  constructor(@Inject(PhotosRepository) private readonly photos: PhotosRepository) {}

  async keep(input: InputOf<typeof shelfApi.keepPhoto>): Promise<ReplyOf<typeof shelfApi.keepPhoto>> {
    const bytes = Buffer.from(input.bytes, 'base64')
    const pixels = bytes.length > PHOTO_BYTES_MAX ? undefined : pixelsIn(bytes)
    if (pixels === undefined || Math.max(pixels.width, pixels.height) > PHOTO_PIXELS_MAX) throw new Refusal('photo_unfit')
    const { ending, width, height } = pixels
    const file = this.photos.nameOf(bytes, ending)
    await this.photos.keep(file, bytes, ending)
    return { file, address: `${this.photos.origin}/photos/${file}`, width, height }
  }
}
