import type { Shipment } from '../api/client';
import {
  checkDraft,
  chooseShipment,
  type DeliveryDraft,
  emptyDraft,
  emptyLine,
  toRequest,
  typedMassKg,
} from './delivery-draft';

const TODAY = '2025-03-05';
const CITY = { nameEn: '', nameUk: '', country: 'UA' };

function draftOf(next: Partial<DeliveryDraft> = {}): DeliveryDraft {
  return {
    ...emptyDraft('01890000-0000-7000-8000-000000000000', TODAY),
    receivingCity: { ...CITY, id: 'drohobych-ua' },
    sendingCity: { ...CITY, id: 'debica-pl' },
    lines: [{ ...emptyLine('1'), category: 'food', item: ' Консерви ', massKg: '12 000,5' }],
    ...next,
  };
}

const SHIPMENT = {
  id: 'shipment',
  reference: 'CMR 4417',
  lines: [
    { id: 'a', category: 'food', item: 'Консерви', massKg: 4200, quantity: null, unit: null },
    { id: 'b', category: 'medical', item: 'Ліжка', massKg: null, quantity: 12, unit: 'piece' },
  ],
} as unknown as Shipment;

describe('a draft of a delivery', () => {
  it('that is whole is sent as the API wants it, with nothing that was left empty', () => {
    expect(checkDraft(draftOf(), TODAY)).toEqual([]);
    expect(toRequest(draftOf())).toEqual({
      id: '01890000-0000-7000-8000-000000000000',
      sendingCityId: 'debica-pl',
      receivingCityId: 'drohobych-ua',
      receivedOn: TODAY,
      lines: [{ category: 'food', item: 'Консерви', massKg: 12000.5 }],
    });
  });

  it('that is empty says all that it needs', () => {
    const needs = checkDraft(emptyDraft('id', TODAY), TODAY).map(({ pointer, need }) => [
      pointer,
      need,
    ]);
    expect(needs).toEqual([
      ['/receivingCityId', 'receivingCity'],
      ['/sendingCityId', 'sendingCity'],
      ['/lines/0/category', 'category'],
      ['/lines/0/item', 'item'],
      ['/lines/0/massKg', 'amountOwn'],
    ]);
  });

  it.each([
    [{ massKg: '0' }, '/lines/0/massKg', 'positive'],
    [{ massKg: '1e3' }, '/lines/0/massKg', 'notANumber'],
    [{ quantity: '5' }, '/lines/0/unit', 'unit'],
    [{ massKg: '10', damagedMassKg: '10,001' }, '/lines/0/damagedMassKg', 'damagedOver'],
    [
      { massKg: '', quantity: '5', unit: 'box', damagedMassKg: '1' },
      '/lines/0/damagedMassKg',
      'damagedAlone',
    ],
  ])('with %j is refused at %s: %s', (change, pointer, need) => {
    const [line] = draftOf().lines;
    const draft = draftOf({ lines: [{ ...line!, ...change }] });
    expect(checkDraft(draft, TODAY)).toEqual([{ pointer, need }]);
  });

  it('of a day to come, or from a city to itself, is refused', () => {
    expect(checkDraft(draftOf({ receivedOn: '2025-03-06' }), TODAY)).toEqual([
      { pointer: '/receivedOn', need: 'dateFuture' },
    ]);
    expect(checkDraft(draftOf({ sendingCity: { ...CITY, id: 'drohobych-ua' } }), TODAY)).toEqual([
      { pointer: '/sendingCityId', need: 'sameCity' },
    ]);
  });

  it('lists the lines of a shipment with the received amounts left open', () => {
    const { lines, reference } = chooseShipment(emptyDraft('id', TODAY), SHIPMENT);
    expect(reference).toBe('CMR 4417');
    expect(lines.map(({ item, massKg, quantity }) => [item, massKg, quantity])).toEqual([
      ['Консерви', '', ''],
      ['Ліжка', '', ''],
    ]);
    expect(lines[0]!.announced).toEqual({ massKg: 4200, quantity: null, unit: null });
  });

  it('loses nothing that was typed when the shipment is chosen and taken back', () => {
    const chosen = chooseShipment(draftOf(), SHIPMENT);
    expect(chosen.lines.map(({ item }) => item.trim())).toEqual(['Консерви', 'Ліжка', 'Консерви']);
    const typed = { ...chosen.lines[1]!, quantity: '11' };
    const back = chooseShipment({ ...chosen, lines: [chosen.lines[0]!, typed] });
    expect(back.lines).toHaveLength(1);
    expect(back.lines[0]).toMatchObject({
      item: 'Ліжка',
      quantity: '11',
      shipmentLineId: undefined,
    });
  });

  it('leaves out what did not arrive, and finds the fields of the rest again', () => {
    const chosen = chooseShipment(draftOf({ lines: [] }), SHIPMENT);
    const draft = {
      ...chosen,
      lines: [
        { ...chosen.lines[0]!, isMissing: true, differenceReason: 'to_follow' as const },
        { ...chosen.lines[1]!, quantity: '12' },
      ],
    };
    expect(checkDraft(draft, TODAY)).toEqual([]);
    expect(toRequest(draft).lines).toEqual([
      {
        ...{ shipmentLineId: 'a', category: 'food', item: 'Консерви' },
        ...{ isNothing: true, differenceReason: 'to_follow' },
      },
      { shipmentLineId: 'b', category: 'medical', item: 'Ліжка', quantity: 12, unit: 'piece' },
    ]);
    const unsaid = { ...draft, lines: [{ ...chosen.lines[0]!, isMissing: true }, draft.lines[1]!] };
    expect(checkDraft(unsaid, TODAY)).toEqual([
      { pointer: '/lines/0/differenceReason', need: 'differenceReason' },
    ]);
  });

  it('adds its masses up without the dust of floats', () => {
    const [line] = draftOf().lines;
    const lines = ['0,1', '0,2', 'abc'].map((massKg) => ({ ...line!, massKg }));
    expect(typedMassKg(draftOf({ lines }))).toBe(0.3);
  });
});
