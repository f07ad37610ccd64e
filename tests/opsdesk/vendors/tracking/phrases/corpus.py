"""Our own sentences, as products of parts: subject x statement gives hundreds per language.

ARRIVED are statements that a parcel was delivered; NOT_ARRIVED contain the word, or mean it, and are not.
`{}` is where the subject goes.
"""

SUBJECTS = {
    "en": ["", "Your parcel ", "The package ", "Shipment ", "Your order 1001 ", "Item "],
    "de": ["", "Die Sendung ", "Ihr Paket ", "Das Paket ", "Ihre Bestellung ", "Sendung "],
    "fr": ["", "Votre colis ", "Le colis ", "L'envoi ", "Votre commande ", "Colis "],
    "es": ["", "Su paquete ", "El envío ", "El paquete ", "Tu pedido ", "Envío "],
    "pt": ["", "O objeto ", "A sua encomenda ", "O pacote ", "Seu pedido ", "Objeto "],
    "it": ["", "Il pacco ", "La spedizione ", "Il tuo ordine ", "Il collo ", "Spedizione "],
    "nl": ["", "Het pakket ", "Je zending ", "Uw bestelling ", "De zending ", "Pakket "],
}

ARRIVED = {
    "en": [
        "delivered", "has been delivered", "was delivered", "was successfully delivered",
        "has been delivered to a neighbour", "was delivered to the recipient", "delivered, front door/porch",
        "was delivered at the front door", "delivered, left with individual", "delivered in/at mailbox",
        "has been delivered. Signed for by REYES", "was handed to the recipient", "was left with a neighbor",
        "delivered to reception", "DELIVERED",
    ],
    "de": [
        "zugestellt", "wurde zugestellt", "wurde erfolgreich zugestellt", "ist zugestellt worden",
        "wurde dem Empfänger zugestellt", "wurde bei einem Nachbarn abgegeben", "ausgeliefert",
        "wurde ausgeliefert", "wurde im Briefkasten zugestellt", "wurde an den Empfänger übergeben",
        "wurde am Wunschort abgelegt", "ZUGESTELLT",
    ],
    "fr": [
        "livré", "a été livré", "est livré", "a bien été livré", "distribué", "a été distribué",
        "livré au destinataire", "a été remis à un voisin", "livré en boîte aux lettres",
        "a été livré au gardien", "remis au destinataire", "LIVRÉ",
    ],
    "es": [
        "entregado", "ha sido entregado", "fue entregado", "entregado al destinatario",
        "ya ha sido entregado", "fue entregado con éxito", "entregado a un vecino",
        "entregado en domicilio", "ha sido entregado en su domicilio", "entregado en buzón",
        "dejado en portería", "ENTREGADO",
    ],
    "pt": [
        "entregue", "foi entregue", "entregue ao destinatário", "foi entregue com sucesso",
        "já foi entregue", "foi entregue ao destinatário", "entregue a um vizinho",
        "foi entregue na portaria", "entregue na caixa de correio", "está entregue",
        "deixado na portaria", "ENTREGUE",
    ],
    "it": [
        "consegnato", "è stato consegnato", "consegnata", "è stata consegnata", "consegnato al destinatario",
        "è stato consegnato con successo", "consegnato al vicino", "consegnato in portineria",
        "è stato recapitato", "consegnato oggi", "lasciato al portiere", "CONSEGNATO",
    ],
    "nl": [
        "bezorgd", "is bezorgd", "is afgeleverd", "werd bezorgd", "is succesvol bezorgd",
        "is bezorgd bij de buren", "afgeleverd", "is afgeleverd in de brievenbus", "geleverd",
        "is bij de buren bezorgd", "is afgegeven bij de buren", "BEZORGD",
    ],
}  # fmt: skip

NOT_ARRIVED = {
    "en": [
        "will be delivered", "will be delivered tomorrow", "is to be delivered on Monday", "not delivered",
        "was not delivered", "has not been delivered yet", "could not be delivered", "cannot be delivered",
        "is being delivered", "is expected to be delivered today", "should be delivered by 8pm",
        "delivered to pickup point", "delivered to parcel shop", "was delivered to the access point",
        "has been delivered to a UPS Access Point", "delivered to post office for collection",
        "delivered to agent for final delivery", "was delivered to the local carrier", "undelivered",
        "was delivered to the wrong address", "was delivered to the depot", "delivered to the sender",
        "has been delivered to shipper", "would have been delivered", "is yet to be delivered",
        "if delivered, please sign", "when delivered, check the contents", "was wrongly marked as delivered",
        "once delivered you will get a message", "delivered to facility", "is ready to be delivered",
        "has it been delivered?", "was never delivered", "unable to be delivered", "nearly delivered",
        "delivery notification delivered", "delivered to airline", "delivered to customs",
        "delivered to locker for collection", "delivered: no", "may be delivered tomorrow",
        "hasn't been delivered", "attempted delivery", "expected to be delivered", "delivered back to sender",
        "scheduled to be delivered", "delivered to USPS", "partially delivered", "delivered soon",
    ],
    "de": [
        "wird zugestellt", "wird heute zugestellt", "wird morgen zugestellt", "konnte nicht zugestellt werden",
        "wurde nicht zugestellt", "nicht zugestellt", "kann nicht zugestellt werden", "soll zugestellt werden",
        "wurde an eine Filiale zugestellt", "wurde in der Packstation abgegeben", "noch nicht zugestellt",
        "wurde an den Absender zugestellt", "wird voraussichtlich am Montag zugestellt", "unzustellbar",
        "zur Zustellung vorbereitet", "wurde im Paketshop hinterlegt", "sobald zugestellt, melden wir uns",
        "wird Ihnen zugestellt", "konnte leider nicht ausgeliefert werden", "wird ausgeliefert",
        "wurde im Depot angeliefert", "wurde an den Paketshop geliefert", "könnte zugestellt werden",
        "wurde versehentlich als zugestellt gemeldet", "Zustellversuch", "Zustellung nicht möglich",
        "wurde bisher nicht ausgeliefert", "wurde zugestellt?", "muss noch zugestellt werden",
        "wurde zurück an den Absender geliefert", "wurde in der Filiale abgegeben", "in Zustellung",
        "wenn zugestellt", "falls die Sendung zugestellt wurde", "wurde an das Zielpaketzentrum übergeben",
    ],
    "fr": [
        "sera livré", "sera livré demain", "n'a pas été livré", "n'a pas pu être livré", "non livré",
        "va être livré", "doit être livré", "est en cours de livraison", "livré en point relais",
        "a été livré au point relais", "déposé en point relais", "livré à l'expéditeur", "pas encore livré",
        "n'est pas livré", "livré au transporteur", "a été livré à l'agence", "a-t-il été livré ?",
        "une fois livré, contrôlez-le", "devrait être livré lundi", "ne peut pas être livré", "à livrer",
        "a été remis au transporteur", "livraison prévue demain", "en attente de livraison", "livré demain",
        "tentative de livraison", "impossible à livrer", "livré par erreur", "livré au bureau de poste",
        "sera distribué", "n'a pu être distribué", "n'a jamais été livré", "livré en consigne Pickup",
        "si le colis est livré", "lorsque le colis sera livré",
    ],
    "es": [
        "será entregado", "será entregado mañana", "no entregado", "no ha sido entregado", "no fue entregado",
        "no se pudo entregar", "no pudo ser entregado", "va a ser entregado", "debe ser entregado",
        "entregado en punto de recogida", "entregado en oficina", "entregado al remitente", "sin entregar",
        "aún no ha sido entregado", "todavía no entregado", "pendiente de ser entregado", "por entregar",
        "entregado al transportista", "entregado en la delegación", "¿ha sido entregado?", "en reparto",
        "cuando sea entregado", "si no es entregado", "se entregará mañana", "está siendo entregado",
        "entregado por error", "nunca fue entregado", "intento de entrega", "entrega fallida",
        "una vez entregado", "entregado en la tienda", "podría ser entregado hoy", "entrega prevista mañana",
        "imposible entregar", "marcado como entregado por error",
    ],
    "pt": [
        "será entregue", "será entregue amanhã", "não entregue", "não foi entregue", "ainda não foi entregue",
        "não pôde ser entregue", "vai ser entregue", "deve ser entregue", "entregue ao remetente",
        "entregue na agência", "entregue no ponto de recolha", "entregue à transportadora", "por entregar",
        "aguarda ser entregue", "a ser entregue", "saiu para entrega", "foi entregue?", "entregue amanhã",
        "quando for entregue", "se for entregue", "nunca foi entregue", "tentativa de entrega",
        "entrega não efetuada", "entrega prevista para amanhã", "não foi possível entregar",
        "entregue no centro de distribuição", "entregue por engano", "está a ser entregue",
        "pronto para ser entregue", "deverá ser entregue hoje", "poderá ser entregue", "sem ser entregue",
        "assim que for entregue", "depois de entregue", "encaminhado para entrega",
    ],
    "it": [
        "sarà consegnato", "sarà consegnato domani", "non consegnato", "non è stato consegnato",
        "non ancora consegnato", "non può essere consegnato", "verrà consegnato", "deve essere consegnato",
        "consegnato al mittente", "consegnato al punto di ritiro", "consegnato all'ufficio postale",
        "consegnato al corriere", "in consegna", "da consegnare", "è stato consegnato?", "in attesa di consegna",
        "quando sarà consegnato", "se consegnato", "mai consegnato", "tentativo di consegna",
        "consegna non riuscita", "consegna prevista domani", "impossibile consegnare", "mancata consegna",
        "consegnato in filiale", "consegnato per errore", "sta per essere consegnato", "consegnato al locker",
        "dovrebbe essere consegnato", "potrebbe essere consegnato", "senza essere consegnato",
        "una volta consegnato", "pronto per essere consegnato", "consegnato al vettore", "consegnato domani",
    ],
    "nl": [
        "wordt bezorgd", "wordt morgen bezorgd", "wordt vandaag bezorgd", "niet bezorgd", "is niet bezorgd",
        "kon niet worden bezorgd", "kan niet bezorgd worden", "zal worden bezorgd", "moet nog bezorgd worden",
        "is bezorgd bij een PostNL-punt", "is afgeleverd bij een afhaalpunt", "bezorgd bij de afzender",
        "nog niet bezorgd", "is nog niet afgeleverd", "afgeleverd bij de vervoerder", "is bezorgd?",
        "zodra bezorgd", "als het pakket is bezorgd", "nooit bezorgd", "bezorgpoging", "onbestelbaar",
        "bezorging mislukt", "bezorging gepland voor morgen", "is afgeleverd in het depot", "te bezorgen",
        "wordt afgeleverd", "zou vandaag bezorgd worden", "per ongeluk als bezorgd gemeld",
        "gaat bezorgd worden", "klaar om bezorgd te worden", "is naar de afzender teruggestuurd",
        "wordt teruggestuurd", "morgen bezorgd", "wacht op bezorging", "is terugbezorgd bij de afzender",
    ],
}  # fmt: skip


def sentences(parts, language):
    """Return every subject with every statement."""
    return [f"{subject}{said}" for subject in SUBJECTS[language] for said in parts[language]]
