import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Actor, citiesWhereMay } from '@pobratym/identity';
import { Clock, InvalidInputError } from '@pobratym/platform';
import { GateDto, GateQuery } from './dto/gate.dto';
import { answerGate, GateRow } from './gate-answer';
import { ASK_GATE } from './gate.sql';

@Injectable()
export class GateService {
  constructor(
    private readonly database: DataSource,
    private readonly clock: Clock,
  ) {}

  /**
   * Whether aid may be sent from one city to the other on a day, under which agreement, and if not,
   * what is missing. A day to come is answered by what is known today. For who may not see it, a
   * partnership that is not signed is as none.
   */
  async ask(actor: Actor, { sender, receiver, day, sample = false }: GateQuery): Promise<GateDto> {
    if (sender === receiver) {
      throw InvalidInputError.at('/receiver', 'must be another city than sender');
    }
    const asked = day ?? this.clock.todayAnywhere();
    const [row]: GateRow[] = await this.database.query(ASK_GATE, [
      sender,
      receiver,
      asked,
      sample,
      citiesWhereMay(actor, 'partnership.read'),
      citiesWhereMay(actor, 'document.read'),
    ]);
    const { isSenderKnown, isReceiverKnown } = row!;
    if (!isSenderKnown) throw unknown('/sender');
    if (!isReceiverKnown) throw unknown('/receiver');
    const { partnershipId, kind, signedOn, agreementDocumentId, inForceUntil } = row!;
    const tie = { partnershipId, kind, signedOn, agreementDocumentId, inForceUntil };
    return { ...answerGate(row!, sender, receiver), day: asked, ...tie };
  }
}

const unknown = (pointer: string): InvalidInputError =>
  InvalidInputError.at(pointer, 'must be the id of a city that is known');
