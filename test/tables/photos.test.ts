import { signedHeaders } from '../../functions/mall/aws-signature'
import { pixelsIn } from '../../shared/mall/photo-bytes'
import { jpegOf, pngOf, webpOf } from '../support/photos'

describe('what bytes are', () => {
  test.each([
    ['a PNG', pngOf(1_200, 3), { ending: 'png', width: 1_200, height: 3 }],
    ['a JPEG', jpegOf(1_024, 768), { ending: 'jpg', width: 1_024, height: 768 }],
    ['a WebP with loss', webpOf(640, 481, 'VP8 '), { ending: 'webp', width: 640, height: 481 }],
    ['a WebP without loss', webpOf(640, 481, 'VP8L'), { ending: 'webp', width: 640, height: 481 }],
    ['a WebP with transparency', webpOf(1_201, 2, 'VP8X', 0x10), { ending: 'webp', width: 1_201, height: 2 }],
  ])('%s', (_, bytes, pixels) => {
    expect(pixelsIn(bytes)).toEqual(pixels)
  })

  test.each<[string, Uint8Array]>([
    ['nothing', Buffer.alloc(0)],
    ['an SVG, which can carry a script', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>')],
    ['a GIF', Buffer.from('GIF89a\x01\0\x01\0\0\0\0;', 'latin1')],
    ['a PNG with a page behind its end', Buffer.concat([pngOf(2, 2), Buffer.from('<script>')])],
    ['a PNG that is cut off', pngOf(2, 2).subarray(0, -4)],
    ['a PNG without pixels', pngOf(0, 0)],
    ['a JPEG that is cut off', jpegOf(2, 2).subarray(0, -2)],
    ['a JPEG without a frame', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xda, 0, 2, 0, 0, 0xff, 0xd9])],
    ['a WebP with something behind it', Buffer.concat([webpOf(2, 2, 'VP8 '), Buffer.from('more')])],
    ['a WebP that moves', webpOf(2, 2, 'VP8X', 0x02)],
    ['a WebP of an unknown kind', Buffer.from(webpOf(2, 2, 'VP8 ').toString('latin1').replace('VP8 ', 'VP9 '), 'latin1')],
  ])('%s is no photo', (_, bytes) => {
    expect(pixelsIn(bytes)).toBeUndefined()
  })
})

describe('a request to the bucket', () => {
  const example = {
    method: 'PUT' as const, host: 'examplebucket.s3.amazonaws.com', path: '/test%24file.text', bytes: Buffer.from('Welcome to Amazon S3.'), region: 'us-east-1',
    headers: { date: 'Fri, 24 May 2013 00:00:00 GMT', 'x-amz-storage-class': 'REDUCED_REDUNDANCY' }, now: Date.parse('2013-05-24T00:00:00Z'),
  }
  const credentials = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' }

  test('is signed as in the example of Amazon’s manual', () => {
    expect(signedHeaders(example, credentials)['authorization']).toBe(
      'AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, SignedHeaders=date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class, Signature=98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd',
    )
  })

  test('with the token of a role is signed with it, and says another signature for other bytes', () => {
    const signed = signedHeaders(example, { ...credentials, sessionToken: 'FwoG' })
    expect(signed).toMatchObject({ 'x-amz-security-token': 'FwoG' })
    expect(signed['authorization']).toContain('x-amz-security-token')
    expect(signedHeaders({ ...example, bytes: Buffer.from('Welcome.') }, credentials)['authorization']).not.toBe(signedHeaders(example, credentials)['authorization'])
  })
})
