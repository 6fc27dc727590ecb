import { Controller, Inject } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import { tasksApi } from '../../shared/earning/tasks.api'
import { Call, Caller, Input } from '../http/call.decorators'
import type { MemberCaller } from '../http/request'
import { InvitationsService } from './invitations.service'
import { TasksService } from './tasks.service'

@Controller()
export class TasksController {
  constructor(
    @Inject(TasksService) private readonly tasks: TasksService,
    @Inject(InvitationsService) private readonly invitations: InvitationsService,
  ) {}

  @Call(tasksApi.myTasks)
  mine(@Caller() caller: MemberCaller) {
    return this.tasks.mine(caller)
  }

  @Call(tasksApi.myInvitations)
  friends(@Caller() caller: MemberCaller, @Input() input: InputOf<typeof tasksApi.myInvitations>) {
    return this.invitations.mine(caller, input)
  }

  @Call(tasksApi.invitationPoster)
  poster(@Caller() caller: MemberCaller) {
    return this.invitations.poster(caller)
  }
}
