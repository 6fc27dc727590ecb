import { View } from '@tarojs/components'
import type { ReplyOf } from '../../../../shared/api/endpoint'
import type { tasksApi } from '../../../../shared/earning/tasks.api'
import { Button } from '../../components/button'
import { Tag } from '../../components/tag'
import { showNumber, showShortDay } from '../../dates'
import { openPage } from '../../open'
import { useTaskWords } from '../words'

type Task = ReplyOf<typeof tasksApi.myTasks>['tasks'][number]

const pages = { check_in: 'pages/check-in', profile: 'pages/profile', invite: 'tasks/invite', store: 'pages/member-code' } as const

/** One task: what it pays, how far it is, and the way there. */
export function TaskRow({ task }: { readonly task: Task }) {
  const { words, language } = useTaskWords()
  const { title, sentence, rewardPoints, progress, leftToday, endsOn, state, kind } = task
  const facts = [
    ...(leftToday === null || leftToday === 0 || kind === 'check_in' ? [] : [words.leftToday(showNumber(leftToday))]),
    ...(endsOn === null ? [] : [words.endsOn(showShortDay(endsOn, language))]),
  ]
  return (
    <View className={state === 'done' ? 'task-row task-row--done' : 'task-row'} id={`task-${task.id}`}>
      <View className="task-row__words">
        <View className="task-row__head">
          <View className="task-row__title">{title[language]}</View>
          <View className="task-row__reward">{words.reward(showNumber(rewardPoints))}</View>
        </View>
        <View className="task-row__sentence">{sentence[language]}</View>
        {progress !== null && state !== 'done' && (
          <View className="task-row__progress">
            <View className="task-row__track">
              <View className="task-row__fill" style={`width: ${Math.round((100 * progress.done) / Math.max(1, progress.of))}%`} />
            </View>
            <View className="task-row__count">{words.progress(progress.done, progress.of)}</View>
          </View>
        )}
        {facts.length > 0 && <View className="task-row__facts">{facts.join(' · ')}</View>}
      </View>
      <View className="task-row__way">
        <Way task={task} />
      </View>
    </View>
  )
}

function Way({ task: { id, kind, state, go } }: { readonly task: Task }) {
  const { words } = useTaskWords()
  if (state === 'done') return <Tag look="jade" label={words.done} />
  if (state === 'waiting') return <Tag look="quiet" label={kind === 'check_in' || kind === 'birthday' ? words.waiting[kind] : words.waiting.other} />
  if (go === 'none') return null
  return <Button size="small" look={go === 'store' ? 'quiet' : 'gold'} label={kind === 'share_opened' ? words.toShare : words.go[go]} onTap={() => openPage(pages[go])} id={`go-${id}`} />
}
