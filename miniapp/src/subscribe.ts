import Taro from '@tarojs/taro'
import { useEffect, useState } from 'react'
import * as z from 'zod'
import type { MessageKind } from '../../shared/messages/kinds'
import type { MessagingView } from '../../shared/messages/messages.api'
import { api } from './api'
import { operationId } from './operation'
import { readStored, store } from './storage'

/** Only WeChat can be asked: elsewhere the call pretends to succeed. */
const isWeapp = process.env.TARO_ENV === 'weapp'
/** WeChat's own limit for one question. */
const templatesMax = 3
const refusedAs = 'subscribe.refused'

const Answer = z.enum(['accept', 'reject', 'ban', 'filter'])

export interface Subscribing {
  /** Whether it is known what may be asked; a tap before then could not ask. */
  readonly isReady: boolean
  /** Whether a question makes sense: WeChat has templates for it, none is allowed yet, and this phone has not said no. */
  readonly canAsk: boolean
  /** Must be called straight from a tap, as WeChat demands; where there is nothing to ask it asks nothing. Gives whether WeChat may remind. */
  ask(): Promise<boolean>
}

/** The question whether WeChat may remind of these kinds. After one no it is never put again on this phone. */
export function useSubscribing(kinds: readonly MessageKind[]): Subscribing {
  const [templateIds, setTemplateIds] = useState<readonly string[]>([])
  const [isAllowed, setIsAllowed] = useState(false)
  const [isReady, setIsReady] = useState(!isWeapp)
  const wanted = kinds.join()
  useEffect(() => {
    if (!isWeapp) return
    api
      .messaging({})
      .then((messaging) => {
        const fitting = fittingFor(messaging, wanted.split(','))
        setTemplateIds(askable(fitting))
        setIsAllowed(fitting.some(({ left }) => left > 0))
      })
      .catch(() => undefined)
      .finally(() => setIsReady(true))
  }, [wanted])
  return {
    isReady,
    canAsk: templateIds.length > 0,
    ask: async () => {
      if (templateIds.length === 0) return isAllowed
      setTemplateIds([])
      return askWechat(templateIds)
    },
  }
}

/** The templates of these kinds; what the member has muted is not asked about. */
function fittingFor({ templates, muted }: MessagingView, kinds: readonly string[]): MessagingView['templates'] {
  return templates.filter(({ kinds: its }) => its.some((kind) => kinds.includes(kind) && !muted.includes(kind)))
}

function askable(templates: MessagingView['templates']): readonly string[] {
  const refused = refusedBefore()
  return templates.filter(({ id, left }) => left === 0 && !refused.includes(id)).map(({ id }) => id).slice(0, templatesMax)
}

async function askWechat(templateIds: readonly string[]): Promise<boolean> {
  let given: object
  try {
    given = await Taro.requestSubscribeMessage({ tmplIds: [...templateIds], entityIds: [] })
  } catch {
    return false
  }
  const answers = templateIds.flatMap((templateId) => {
    const answer = Answer.safeParse(Reflect.get(given, templateId))
    return answer.success ? [{ templateId, answer: answer.data }] : []
  })
  store(refusedAs, [...new Set([...refusedBefore(), ...answers.filter(({ answer }) => answer !== 'accept').map(({ templateId }) => templateId)])])
  if (!answers.some(({ answer }) => answer === 'accept')) return false
  await api.answerSubscriptions({ id: operationId('operation'), answers }).catch(() => undefined)
  return true
}

const refusedBefore = (): readonly string[] => readStored(refusedAs, z.array(z.string())) ?? []
