import { Controller, Inject } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import { shelfApi } from '../../shared/mall/shelf.api'
import { Call, Caller, Input } from '../http/call.decorators'
import type { ClerkCaller } from '../http/request'
import { PhotosService } from './photos.service'
import { ShelfService } from './shelf.service'
import { StockService } from './stock.service'

@Controller()
export class ShelfController {
  constructor(
    @Inject(ShelfService) private readonly shelf: ShelfService,
    @Inject(StockService) private readonly stock: StockService,
    @Inject(PhotosService) private readonly photos: PhotosService,
  ) {}

  @Call(shelfApi.keepPhoto)
  keepPhoto(@Input() input: InputOf<typeof shelfApi.keepPhoto>) {
    return this.photos.keep(input)
  }

  @Call(shelfApi.createReward)
  create(@Input() input: InputOf<typeof shelfApi.createReward>) {
    return this.shelf.create(input)
  }

  @Call(shelfApi.editReward)
  edit(@Input() input: InputOf<typeof shelfApi.editReward>) {
    return this.shelf.edit(input)
  }

  @Call(shelfApi.shelf)
  list(@Input() input: InputOf<typeof shelfApi.shelf>) {
    return this.shelf.list(input)
  }

  @Call(shelfApi.shelfReward)
  one(@Input() input: InputOf<typeof shelfApi.shelfReward>) {
    return this.shelf.one(input)
  }

  @Call(shelfApi.openReward)
  open(@Input() input: InputOf<typeof shelfApi.openReward>) {
    return this.shelf.open(input)
  }

  @Call(shelfApi.closeReward)
  close(@Input() input: InputOf<typeof shelfApi.closeReward>) {
    return this.shelf.close(input)
  }

  @Call(shelfApi.withdrawReward)
  withdraw(@Input() input: InputOf<typeof shelfApi.withdrawReward>) {
    return this.shelf.withdraw(input)
  }

  @Call(shelfApi.addStock)
  addStock(@Caller() caller: ClerkCaller, @Input() input: InputOf<typeof shelfApi.addStock>) {
    return this.stock.add(caller, input)
  }

  @Call(shelfApi.withdrawStock)
  withdrawStock(@Caller() caller: ClerkCaller, @Input() input: InputOf<typeof shelfApi.withdrawStock>) {
    return this.stock.withdraw(caller, input)
  }

  @Call(shelfApi.stockMoves)
  moves(@Input() input: InputOf<typeof shelfApi.stockMoves>) {
    return this.stock.moves(input)
  }
}
