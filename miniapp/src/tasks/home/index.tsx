import { View } from '@tarojs/components'
import type { ReplyOf } from '../../../../shared/api/endpoint'
import { tasksApi } from '../../../../shared/earning/tasks.api'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { Screen } from '../../components/screen'
import { Skeleton } from '../../components/skeleton'
import { Empty, States } from '../../components/states'
import { showNumber } from '../../dates'
import { useLoad } from '../../load'
import { openTab } from '../../open'
import { TaskRow } from './task-row'
import { useTaskWords } from '../words'
import './index.scss'

type Tasks = ReplyOf<typeof tasksApi.myTasks>

/** What can be done to earn, how far one is, and where to go. */
export default function TasksPage() {
  const { words } = useTaskWords()
  const load = useLoad(tasksApi.myTasks, {})
  return (
    <Screen title={words.title}>
      <States
        of={load}
        skeleton={<><Skeleton shape="hero" count={1} /><Skeleton shape="lines" count={5} /></>}
        isEmpty={({ tasks }) => tasks.length === 0}
        empty={<Empty title={words.none} hint={words.noneHint} action={<Button label={words.toMall} onTap={() => openTab('mall')} id="to-mall" />} />}
      >
        {({ tasks }) => (
          <>
            <Today tasks={tasks} />
            <Part title={words.open} tasks={tasks.filter(({ state }) => state === 'ready' || state === 'underway')} id="tasks-open" />
            <Part title={words.enough} tasks={tasks.filter(({ state }) => state === 'waiting')} id="tasks-waiting" />
            <Part title={words.over} tasks={tasks.filter(({ state }) => state === 'done')} id="tasks-done" />
          </>
        )}
      </States>
    </Screen>
  )
}

function Today({ tasks }: Pick<Tasks, 'tasks'>) {
  const { words } = useTaskWords()
  const left = tasks.reduce((sum, { leftToday }) => sum + (leftToday ?? 0), 0)
  return (
    <Card look="night" id="tasks-today">
      <View className="tasks-today">
        <View className="tasks-today__lead">{words.lead}</View>
        <View className="tasks-today__points">{left > 0 ? words.today(showNumber(left)) : words.todayDone}</View>
        {left === 0 && <View className="tasks-today__lead">{words.todayDoneHint}</View>}
      </View>
    </Card>
  )
}

function Part({ title, tasks, id }: Pick<Tasks, 'tasks'> & { readonly title: string; readonly id: string }) {
  if (tasks.length === 0) return null
  return (
    <>
      <View className="tasks-heading">{title}</View>
      <Card isFlush id={id}>
        {tasks.map((task) => (
          <TaskRow key={task.id} task={task} />
        ))}
      </Card>
    </>
  )
}
