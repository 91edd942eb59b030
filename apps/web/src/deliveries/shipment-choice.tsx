import { Radio } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Shipment } from '../api/client';
import { shipmentsQuery } from '../api/queries';
import { dayText } from '../dates';
import { massText } from '../mass';
import { totalMassKg } from './amounts';
import { chooseShipment, type DeliveryDraft } from './delivery-draft';

interface Props {
  draft: DeliveryDraft;
  onChange: (draft: DeliveryDraft) => void;
}

/** What the sender has told of: choosing one lists its lines, with the received amounts open. */
export function ShipmentChoice({ draft, onChange }: Props) {
  const { t } = useTranslation();
  const shipmentLabel = useShipmentLabel();
  const sending = draft.sendingCity?.id ?? '';
  const receiving = draft.receivingCity?.id ?? '';
  const shipments = useQuery(shipmentsQuery(sending, receiving));
  if (sending === '' || receiving === '' || sending === receiving) return null;
  if (!shipments.data) return null;
  // One that was chosen before may have arrived meanwhile: then it can still be let go of.
  if (shipments.data.items.length === 0 && draft.shipmentId === '') {
    return <p className="dim">{t('log.noShipments')}</p>;
  }

  return (
    <Radio.Group
      label={t('log.shipment')}
      description={t('log.shipmentHint')}
      value={draft.shipmentId}
      onChange={(id) =>
        onChange(
          chooseShipment(
            draft,
            shipments.data.items.find((shipment) => shipment.id === id),
          ),
        )
      }
    >
      {shipments.data.items.map((shipment) => (
        <Radio key={shipment.id} value={shipment.id} label={shipmentLabel(shipment)} />
      ))}
      <Radio value="" label={t('log.shipmentNone')} />
    </Radio.Group>
  );
}

function useShipmentLabel(): (shipment: Shipment) => string {
  const { t, i18n } = useTranslation();
  return (shipment) => {
    const massKg = totalMassKg(shipment.lines);
    return t('log.shipmentOption', {
      date: dayText(shipment.dispatchedOn, 'day', t, i18n.language),
      reference: shipment.reference ?? t('log.noReference'),
      mass: massKg === null ? t('deliveries.noMass') : massText(massKg, t, i18n.language),
    });
  };
}
