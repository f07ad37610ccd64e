"""What carriers' sentences mean, where no code helps. Our own wording, in seven languages."""

import pytest

from opsdesk.vendors.tracking.codes import map_scan

PHRASES = {
    ("out_for_delivery", None): [
        "Out for delivery", "On vehicle for delivery today", "With delivery courier",
        "In das Zustellfahrzeug geladen", "In Zustellung", "En cours de livraison", "En tournée de livraison",
        "En reparto", "Salió a reparto", "Saiu para entrega ao destinatário", "In consegna",
        "Consegna in corso: il pacco è sul furgone", "De bezorger is onderweg",
    ],
    ("ready_for_pickup", None): [
        "Ready for pickup at the post office", "Available for collection", "You can collect your parcel at the shop",
        "Liegt zur Abholung bereit", "Die Sendung kann in der Filiale abgeholt werden",
        "Disponible en point relais", "Votre colis vous attend au bureau de poste",
        "Disponible para recoger en la oficina", "Disponível para levantamento", "Disponibile per il ritiro",
        "Je pakket ligt klaar bij het afhaalpunt",
    ],
    ("returning", None): [
        "Returning to sender", "Package will be returned to the shipper", "Return to sender initiated",
        "Rücksendung an den Absender", "Wird an den Absender zurückgesandt", "Retour à l'expéditeur",
        "En cours de retour vers l'expéditeur", "En devolución al remitente", "Em devolução ao remetente",
        "In restituzione al mittente", "Wordt teruggestuurd naar de afzender",
    ],
    ("returned", None): [
        "Returned to sender", "Delivered to original sender", "Has been returned to the shipper",
        "Retourné à l'expéditeur", "Devuelto al remitente", "Devolvido ao remetente",
        "Restituito al mittente", "Retour bezorgd bij de afzender", "An den Absender zurückgegeben",
    ],
    ("delivery_attempted", "recipient_unavailable"): [
        "Delivery attempted; recipient not home", "Nobody was at home, notice left",
        "Empfänger nicht angetroffen", "Der Empfänger war nicht zu Hause", "Destinataire absent, avis de passage",
        "Destinatario ausente", "Destinatário ausente", "Destinatario assente", "Ontvanger niet thuis",
    ],
    ("delivery_attempted", "address_problem"): [
        "Insufficient address", "The address is incomplete", "Adresse unvollständig", "Empfänger unbekannt",
        "Adresse incomplète", "Dirección incorrecta", "Endereço incorreto", "Morada incompleta",
        "Indirizzo errato", "Onvolledig adres", "Adres niet gevonden",
    ],
    ("delivery_attempted", "refused"): [
        "Refused by recipient", "Annahme verweigert", "Colis refusé par le destinataire",
        "Rechazado por el destinatario", "Recusado pelo destinatário", "Rifiutato dal destinatario",
        "Geweigerd door de ontvanger",
    ],
    ("delivery_attempted", "business_closed"): [
        "Business closed", "Firma geschlossen", "Entreprise fermée", "Negocio cerrado", "Empresa fechada",
        "Azienda chiusa", "Bedrijf gesloten",
    ],
    ("in_transit", "customs_hold"): [
        "Held by customs", "Beim Zoll", "Retenu en douane", "Retenido en aduana", "Retido na alfândega",
        "Fermo in dogana", "Vastgehouden door de douane",
    ],
    ("in_transit", "payment_due"): [
        "Import duties due", "Einfuhrabgaben zu zahlen", "Droits de douane à payer", "Pendiente de pago de aranceles",
        "Aguardando pagamento", "In attesa di pagamento", "Invoerrechten te betalen",
    ],
    ("in_transit", "weather"): [
        "Delayed by severe weather", "Verzögerung wegen Unwetter", "Retard dû aux intempéries",
        "Retraso por mal tiempo", "Atraso devido a mau tempo", "Ritardo per maltempo",
        "Vertraging door slecht weer",
    ],
    ("in_transit", "carrier_delay"): [
        "Your parcel is delayed", "Die Sendung verspätet sich", "Colis retardé", "Envío retrasado",
        "Encomenda atrasada", "Spedizione in ritardo", "Zending vertraagd",
    ],
    ("failed", "lost"): [
        "Package lost", "The parcel has been lost in transit", "Sendung verloren", "Colis perdu",
        "Paquete extraviado", "Objeto extraviado", "Pacco smarrito", "Pakket verloren",
    ],
    ("failed", "damaged"): [
        "Package damaged", "Sendung beschädigt", "Colis endommagé", "Paquete dañado", "Objeto danificado",
        "Pacco danneggiato", "Pakket beschadigd",
    ],
    ("label_created", None): [
        "Shipping label created", "Shipment information received", "Die Sendungsdaten wurden elektronisch übermittelt",
        "Étiquette créée", "Etiqueta creada", "Etiqueta criada", "Etichetta creata", "Label aangemaakt",
    ],
    ("picked_up", None): [
        "Picked up", "Accepted at USPS origin facility", "Vom Absender abgeholt", "Pris en charge par La Poste",
        "Recogido", "Objeto postado", "Preso in carico", "Opgehaald bij de afzender", "Picked up at the UPS Store", "Collected from the shop",
    ],
    ("in_transit", None): [
        "Departed facility", "Arrived at hub", "In transit to next facility", "Im Paketzentrum bearbeitet",
        "Arrivé sur le site de tri", "En tránsito", "Em trânsito", "In transito", "Gesorteerd in het sorteercentrum",
        "Customs clearance completed",
    ],
    ("unknown", None): [
        "", "Lorem ipsum dolor", "12345", "Thank you for your business", "?", "Package has feelings",
    ],
}  # fmt: skip
CASES = [(text, *meaning) for meaning, texts in PHRASES.items() for text in texts]


@pytest.mark.parametrize(("text", "milestone", "reason"), CASES)
def test_words_are_understood_in_any_language(text, milestone, reason):
    for form in (text, f"  {text.upper()}. "):
        found = map_scan("a carrier of next year", "X99", "", form)

        assert (found.milestone, found.reason) == (milestone, reason), form
        assert 0 <= found.confidence < 0.9
        assert (found.reason is None) == (found.fault_owner is None)
