import { Controller, Inject } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import { webhooksApi } from '../../shared/webhooks/webhooks.api'
import { Call, Input } from '../http/call.decorators'
import { DeliveriesService } from './deliveries.service'
import { WebhooksService } from './webhooks.service'

@Controller()
export class WebhooksController {
  constructor(
    @Inject(WebhooksService) private readonly webhooks: WebhooksService,
    @Inject(DeliveriesService) private readonly deliveries: DeliveriesService,
  ) {}

  @Call(webhooksApi.createWebhook)
  create(@Input() input: InputOf<typeof webhooksApi.createWebhook>) {
    return this.webhooks.create(input)
  }

  @Call(webhooksApi.listWebhooks)
  list() {
    return this.webhooks.list()
  }

  @Call(webhooksApi.webhook)
  one(@Input() input: InputOf<typeof webhooksApi.webhook>) {
    return this.webhooks.one(input)
  }

  @Call(webhooksApi.editWebhook)
  edit(@Input() input: InputOf<typeof webhooksApi.editWebhook>) {
    return this.webhooks.edit(input)
  }

  @Call(webhooksApi.pauseWebhook)
  pause(@Input() input: InputOf<typeof webhooksApi.pauseWebhook>) {
    return this.webhooks.pause(input)
  }

  @Call(webhooksApi.resumeWebhook)
  resume(@Input() input: InputOf<typeof webhooksApi.resumeWebhook>) {
    return this.webhooks.resume(input)
  }

  @Call(webhooksApi.removeWebhook)
  remove(@Input() input: InputOf<typeof webhooksApi.removeWebhook>) {
    return this.webhooks.remove(input)
  }

  @Call(webhooksApi.rotateWebhookSecret)
  rotate(@Input() input: InputOf<typeof webhooksApi.rotateWebhookSecret>) {
    return this.webhooks.rotate(input)
  }

  @Call(webhooksApi.testWebhook)
  test(@Input() input: InputOf<typeof webhooksApi.testWebhook>) {
    return this.deliveries.test(input)
  }

  @Call(webhooksApi.webhookDeliveries)
  log(@Input() input: InputOf<typeof webhooksApi.webhookDeliveries>) {
    return this.deliveries.log(input)
  }

  @Call(webhooksApi.replayDelivery)
  replay(@Input() input: InputOf<typeof webhooksApi.replayDelivery>) {
    return this.deliveries.replay(input)
  }

  @Call(webhooksApi.replaySince)
  replaySince(@Input() input: InputOf<typeof webhooksApi.replaySince>) {
    return this.deliveries.replaySince(input)
  }
}
