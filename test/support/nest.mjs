export * from '@nestjs/common'
export * from '@nestjs/core'
