"""Spanish."""

from opsdesk.taxonomy import Reason
from opsdesk.vendors.tracking.phrases.senses import Sense, language

DONE = r"(?:entregad[oa]s?)"
WHAT = r"(?:(?:el|la|su|tu|este|esta|nuestro|un|una|los|sus)? ?(?:\w+ )?(?:paquete|envio|pedido|bulto|articulo|carta|mercancia|expedicion|estado|objeto|encomienda|correspondencia|entrega|producto)s?(?: (?:n[o.]? ?)?[a-z0-9]*\d[a-z0-9]*)?,?:? )"
AUX = r"(?:(?:ha|han|fue|fueron|sido|esta|estan|es|ya|con|exito|hoy|ayer|correctamente|finalmente|satisfactoriamente|el|a|las|en|hemos|se|le|lo|\d[\d/:.]*|exitosamente|efectivamente) )"
SENDER = r"(?:(?:al|a su|a el|por el|a la|a) )?(?:remitente|vendedor|expedidor|comercio|tienda de origen|origen)"
RECIPIENT = r"(?:destinatari[oa]|cliente|receptor|consignatario)"
SHOP = r"(?:(?:punto|oficina|tienda|taquilla|sucursal|agencia|locker|conveniencia|buzon automatico|consigna|establecimiento|citypaq|kiosko|kiosco|estafeta)s?(?: (?:de |para )?(?:recogida|entrega|recoleccion|correos|pack|conveniencia|retiro|postal|pick ?up|inteligente|colaborador|cercan[oa]|asociad[oa]|ups|seur|mrw|celeritas|inpost))*)"
NOT_RECIPIENT = r"(?:transportista|repartidor|mensajero|operador|centro|almacen|delegacion|plataforma|unidad|hub|deposito|aerolinea|aeropuerto|aduanas?|puerto|empresa (?:de transporte|colaboradora|de reparto)|agente|courier|socio|proveedor|correos|pais|transporte|compania|terminal|base|cartero|nave|mensajeria|tercero)"

SPANISH = language(
    "es",
    {
        Sense.NOISE: (
            r"(?:direccion|fecha|hora|horario|instrucciones|comprobante|prueba|opciones|aviso|franja|plazo|preferencias|domicilio) de (?:la )?entrega(?! (?:es |era |esta )?(?:incorrect|incomplet|desconocid|erron|insuficient|no ))",
            r"(?:notificacion|mensaje|e ?mail|correo electronico|sms|factura|documentos?|documentacion|informacion|datos)(?: (?:ha|han|fue|fueron|sido|esta))* (?:entregad|enviad|transmitid)[oa]s?",
        ),
        Sense.NOT_COLLECTED: (
            r"no(?: \w+){0,4} (?:recogid|retirad|reclamad|recolectad)[oa]s?(?: por el (?:cliente|destinatario))?|(?:cliente|destinatario) no (?:ha )?(?:recogi|retir)\w*|plazo (?:de \w+ )?(?:\w+ )?(?:vencido|expirado|superado|agotado|finalizado)|sin reclamar|sin recoger",
        ),
        Sense.RETURNED: (
            r"(?:ha sido |fue |sido )*(?:devuelt|entregad|reintegrad|retornad|restituid)[oa]s?(?: con exito| correctamente)? (?:al|a su|a|en|por el) (?:el )?(?:remitente|vendedor|expedidor|comercio|origen)|devolucion (?:\w+ )?(?:entregada|completada|recibida|finalizada|realizada|efectuada)|(?:remitente|vendedor) ha recibido (?:la devolucion|el paquete)",
        ),
        Sense.RETURNING: (
            rf"(?:sera|va a ser|esta siendo|siendo|debe ser|se|en proceso de|en curso de|a ser|procede a|en)(?: \w+)? (?:devuelt[oa]|devolvera|devolviendo|devolucion|retornad[oa]|retorno)(?: {SENDER})?|devolucion|devolviendo|devuelto|en retorno|retorno (?:al|a|en)|de vuelta al (?:remitente|vendedor)|regresa(?:ndo)? al (?:remitente|vendedor)|retornando",
        ),
        Sense.ATTEMPT: (
            r"(?:no|nunca|sin|tampoco|aun no|todavia no)(?: \w+){0,7} (?:entregad[oa]s?|entregar|entregarse|entregarlo|entrego|entregamos|entregaron|entregue|ser entregad[oa])|(?:imposible|imposibilidad de|incapaces de|no se pudo|no pudo|no se ha podido) (?:\w+ )?(?:entregar\w*|la entrega|realizar la entrega|efectuar la entrega)",
            r"(?:entrega|reparto)(?: \w+){0,3} (?:fallid[oa]|no (?:\w+ )?(?:realizad|posible|efectuad|completad|exitos|lograd)\w*|sin exito|imposible|infructuos[oa]|frustrad[oa]|rechazad[oa]|ausente|fracasad[oa]|cancelad[oa]|no)(?: \w+)?|no entregad[oa]|(?:intento|intentos|intentado|intentamos|tentativa)(?: \w+){0,3}(?:entrega\w*|fallid\w*)?|(?:fallo|error|problema|incidencia|excepcion) (?:en|de|con|durante) (?:la |el )?(?:entrega|reparto)|aviso de (?:paso|llegada|visita)|(?:marcad|registrad|reportad|indicad|notificad)[oa] (?:\w+ )?como entregad[oa]|entregad[oa] (?:por error|erroneamente|en direccion incorrecta|a (?:la )?direccion equivocada)|entregad[oa][: ,(]+(?:no|fallido)\b|ausente|inentregable|por error como entregad[oa]|se ha dejado aviso|dejamos (?:un )?aviso",
        ),
        Sense.COLLECTED: (
            rf"(?:ha sido |fue |sido )*(?:recogid|retirad|recolectad)[oa] por (?:el |la |su )?{RECIPIENT}(?: \w+){{0,3}}|(?:el )?(?:{RECIPIENT}) ha (?:recogido|retirado|recibido)(?: \w+){{0,3}}|entregad[oa] en (?:oficina|sucursal) al (?:{RECIPIENT})",
        ),
        Sense.READY: (
            rf"(?:disponible|listo|lista|preparado|a su disposicion|pendiente|en espera|esperando)(?: \w+){{0,4}} (?:recogida|recoger|retirar|retiro|ser recogid[oa]|ser retirad[oa]|recogerlo|{SHOP}|recolectar|recoleccion)(?: \w+){{0,2}}|(?:puede|puedes|podra|pueden|debe)(?: \w+){{0,4}} (?:recoger\w*|retirar\w*|recogid[oa]|retirad[oa]|pasar a)(?: \w+)?|(?:{DONE}|depositad[oa]|llegado|llego|dejad[oa]|recibid[oa]|esta|se encuentra|a disposicion) (?:ya )?(?:al|a|en) (?:el |la |un |una |su |tu |nuestro |nuestra |la )*(?:\w+ )?{SHOP}(?: \w+)?|en (?:espera|lista) de (?:recogida|retiro)|a disposicion del (?:cliente|destinatario)|para (?:su )?recogida en",
        ),
        Sense.TO_PICKUP: (
            rf"(?:sera|en camino|de camino|hacia|redirigid[oa]|desviad[oa]|trasladad[oa]|en transito|se|en ruta|rumbo)(?: \w+){{0,4}} (?:al|a|en|hacia) (?:el |la |un |una |su |tu )*(?:\w+ )?{SHOP}(?: \w+)?|(?:hacia|al|a la|a un) {SHOP}(?: \w+)?",
        ),
        Sense.HANDED: (
            rf"(?:{DONE}|transferid[oa]|cedid[oa]|puesto a disposicion) (?:al|a|en|por) (?:el |la |un |una |los |las |nuestro |nuestra |su )*(?:\w+ )?{NOT_RECIPIENT}(?: \w+){{0,4}}|entrega parcial|parcialmente entregad[oa]|entregad[oa] parcialmente",
        ),
        Sense.LEFT: (r"sera entregad[oa] hoy|se entregara hoy|(?:salio|salido|salida|sale|saliendo) (?:a|para|en) (?:la |su )?(?:entrega|reparto)",),
        Sense.PLANNED: (
            rf"(?:sera|seran|va a|vamos a|van a|debe|deberia|puede|podria|podra|para|a ser|por|pendiente de|pendientes de|listo para|espera|ser|esta siendo|siendo|proximo a)(?: \w+){{0,4}} (?:{DONE}|entregar\w*|ser {DONE}|entregara|entregaran|entregue)(?: \w+){{0,3}}|entregaremos|entregara|(?:una vez|cuando|si|hasta que|antes de|despues de|en cuanto|tras|luego de|mientras)(?: \w+){{0,7}} (?:{DONE}|entrega|entregar)(?: \w+){{0,2}}|(?:entrega|llegada)(?: \w+){{0,2}} (?:prevista|programada|estimada|planificada|reprogramada|aplazada|manana|pendiente|esperada|concertada|para (?:el|manana|hoy)|en proceso|acordada|sera|pospuesta|solicitada)(?: \w+){{0,4}}|(?:pendiente|en espera|espera|preparacion|preparando|previsto para|proxima|nueva|a la espera|para) (?:de |para )?(?:la |su )?entrega(?: \w+)?|entregad[oa] (?:manana|pronto|en breve|antes de|el proximo|entre)|sin entregar aun",
        ),
        Sense.OUT: (
            r"en (?:proceso de )?(?:reparto|entrega)\b(?! (?:en|a la) (?:oficina|sucursal))|(?:salio|salida|sali[do]+|ha salido|saliendo|salido) (?:a|para|en|de)? ?(?:reparto|entrega|ruta de entrega|distribucion)|en (?:el )?(?:vehiculo|camion|furgoneta)(?: de (?:reparto|entrega))?|(?:con|en manos) (?:el |del |de |nuestro |su )+(?:repartidor|mensajero|cartero|transportista|conductor)|en (?:ruta|camino) (?:de|para|a|hacia) (?:la )?(?:entrega|destinatario|su domicilio|el destinatario|ti)|sera entregado (?:hoy|durante el dia)|repartidor (?:esta )?en camino|a bordo del vehiculo|en distribucion|se entregara hoy|en camino hacia (?:ti|usted|el destinatario)",
        ),
        Sense.DELIVERED: (
            rf"^{WHAT}{{0,2}}{AUX}{{0,6}}(?:{DONE})\b(?! (?:al|a|en) (?:el |la |un |una )?(?:centro|almacen|agencia|oficina|punto|aduana|transportista))",
            rf"^{WHAT}{{0,2}}{AUX}{{0,6}}(?:dejad[oa]|depositad[oa]|recibid[oa]) (?:en|con|por|al) (?:el |la |un |una |su |tu )?(?:buzon|vecin[oa]|porteria|conserje|portero|recepcion|lugar seguro|puerta|domicilio|destinatari[oa]|cliente|familiar|jardin|garaje)",
            r"^(?:la |su )?entrega(?: (?:ha sido|fue|esta))?(?: (?:ya|con exito))* (?:realizada|completada|efectuada|exitosa|confirmada|correcta|finalizada|satisfactoria)|^entrega (?:al destinatario|en domicilio) (?:realizada|efectuada|completada)|^entregamos (?:su|tu|el) (?:paquete|envio|pedido)|^se entrego\b|^el destinatario ha recibido",
        ),
        Sense.CANCELLED: (r"(?:envio|pedido|etiqueta|paquete|orden|expedicion)(?: (?:ha|fue|sido|esta))* (?:cancelad|anulad)[oa]|^(?:cancelad|anulad)[oa]\b",),
        Sense.LABEL: (
            r"etiqueta(?: \w+){0,4} (?:creada|generada|impresa|emitida)|(?:informacion|datos|preaviso)(?: \w+){0,4} (?:recibid|transmitid|registrad|electronic|enviad)[oa]?s?|pre ?registrad[oa]|pre ?admitid[oa]|pre ?avisad[oa]|(?:envio|pedido|paquete)(?: \w+){0,3} (?:registrado|documentado|anunciado|preparado|pendiente de (?:recepcion|admision)|en preparacion)|pendiente de (?:recibir|admision|recepcion)|(?:aun |todavia )no (?:\w+ )?(?:recibido|admitido)|a la espera de recib\w+|orden creada|envio creado|guia (?:generada|creada)",
        ),
        Sense.PICKED_UP: (
            r"admitid[oa]|recogid[oa]\b|recolectad[oa]\b|(?:aceptad|recibid)[oa] (?:por|en) (?:el |la )?(?:transportista|correos|seur|mrw|oficina de (?:origen|correos)|operador|courier|dhl|ups|fedex)|recogida (?:realizada|efectuada|completada)|admision|depositado por el remitente|entregado (?:por el remitente|al transportista por)|en poder del transportista",
        ),
        Sense.MOVING: (
            r"en transito|transito|en camino|en ruta|llegad[oa]|llego|ha llegado|salida|salido|salio|clasificad[oa]|clasificacion|procesad[oa]|en (?:el |la )?(?:centro|delegacion|almacen|plataforma|unidad|agencia)|tramite|despachad[oa] (?:de aduana|por aduana)|liberad[oa] (?:por|de) (?:la )?aduana|recibid[oa] en|escanead[oa]|trasladad[oa]|transferid[oa]|enviad[oa]|expedid[oa]|cargad[oa]|descargad[oa]|reexpedid[oa]|aduana\w*|en destino|pais de destino|arribo|despacho|en reparto internacional|hacia",
        ),
    },
    {
        Reason.DESTROYED: (r"destruid[oa]|destruccion|desechad[oa]",),
        Reason.DAMAGED: (r"(?<!no )(?:danad|deteriorad|averiad|estropead)[oa]s?|(?:paquete|envio|contenido|bulto) (?:\w+ )?rot[oa]|(?<!sin )danos?\b|desperfectos",),
        Reason.LOST: (r"perdid[oa]s?|extraviad[oa]s?|extravio|perdida\b|robad[oa]|robo\b|no localizad[oa]|desaparecid[oa]",),
        Reason.PAYMENT_DUE: (r"(?:pago|abono)(?: \w+){0,3} (?:pendiente|requerido|necesario|aduan\w+|exigido)|pendiente de (?:pago|abono|cobro)|(?:aranceles|impuestos|tasas|derechos|gastos)(?: \w+){0,4} (?:pendientes?|a pagar|por pagar|debid\w+|impagad\w+)|derechos de aduana|aranceles|franqueo insuficiente|a pagar|por pagar",),
        Reason.CUSTOMS_DOCS: (r"(?:documentos?|documentacion|factura|informacion|datos)(?: \w+){0,3} (?:faltantes?|incomplet|requerid|pendiente|insuficient|necesari|adicional|solicitad|aduaner)\w*|(?:falta|faltan|falta de|a la espera de|requiere|se requiere|se necesita)(?: \w+)? (?:documentos?|documentacion|factura|informacion)|factura comercial|documentacion aduanera",),
        Reason.CUSTOMS_HOLD: (r"aduan\w*\b(?! (?:finalizad|completad|realizad))(?<!liberado por aduana)(?<!liberado de aduana)(?<!despachado de aduana)(?<!despachado por aduana)(?<!liberado por la aduana)|despacho aduanero(?! (?:finalizado|completado))",),
        Reason.SECURITY_HOLD: (r"(?:control|motivos|razones|revision|inspeccion) de seguridad",),
        Reason.WEATHER: (r"meteorolog\w*|climatolog\w*|condiciones climaticas|clima\b|mal tiempo|nieve|nevada\w*|tormenta\w*|temporal\b|inundacion\w*|huracan",),
        Reason.FORCE_MAJEURE: (r"huelga|fuerza mayor|desastre natural|terremoto|pandemia|emergencia|catastrofe|paro (?:nacional|de transporte)|bloqueo de carreteras",),
        Reason.BUSINESS_CLOSED: (r"(?:negocio|empresa|oficina|comercio|local|tienda|establecimiento|destinatario|almacen)(?: \w+){0,2} cerrad[oa]|cerrado\b|cierre por vacaciones|cerrada\b",),
        Reason.REFUSED: (r"rechazad[oa]|rehusad[oa]|rechaza\b|rechazo|no aceptad[oa] por el (?:destinatario|cliente)|rehusa|(?:destinatario|cliente) no (?:acepta|acepto|quiere)",),
        Reason.RECIPIENT_MOVED: (r"(?:se ha |ha )?(?:mudad[oa]|cambiado de (?:domicilio|direccion))|se mudo|ya no (?:vive|reside)|cambio de domicilio del destinatario|traslad[oa]d[oa] de domicilio",),
        Reason.PICKUP_NOT_COLLECTED: (r"no (?:\w+ ){0,3}(?:recogid|retirad|reclamad)[oa]|plazo (?:de \w+ )?(?:\w+ )?(?:vencido|expirado|superado)|sin reclamar|(?:cliente|destinatario) no (?:ha )?(?:recogi|retir)\w*",),
        Reason.ADDRESS_PROBLEM: (r"direccion(?: \w+){0,4} (?:incorrect|incomplet|desconocid|erron|insuficient|inexistent|no (?:encontrad|localizad|valid|exist)|invalid|equivocad|insuficient|corregid)\w*|(?:error|problema|falta|datos)(?: \w+){0,2} (?:direccion|domicilio)|destinatario desconocid[oa]|desconocid[oa]\b|senas incorrectas|domicilio (?:incorrecto|desconocido|no localizado|inexistente|incompleto)|codigo postal (?:incorrecto|erroneo)|direccion equivocada",),
        Reason.ACCESS_RESTRICTED: (r"sin acceso|acceso (?:\w+ )?(?:restringido|imposible|denegado|bloqueado|no)|no (?:se puede )?acce\w+|inaccesible|perro|buzon lleno|zona (?:de dificil acceso|restringida|peligrosa)|zona de riesgo",),
        Reason.RECIPIENT_UNAVAILABLE: (r"ausen(?:te|cia)|nadie (?:en|para|disponible|\w+)|(?:destinatario|cliente)(?: \w+){0,3} (?:no (?:disponible|se encontraba|estaba|localizad|presente|atiende)|ausente|ilocalizable)|no (?:habia|hay) nadie|no (?:se )?encontraba (?:en )?(?:casa)?|aviso de (?:paso|llegada)|se ha dejado aviso|no estaba en casa",),
        Reason.MISSORTED: (r"mal (?:clasificad|encaminad|enrutad|dirigid)[oa]|error de (?:clasificacion|encaminamiento|enrutamiento|ruta)|desvi[oa]d[oa] por error|mal enviado|delegacion equivocada|ruta equivocada|encaminamiento erroneo",),
        Reason.REJECTED_BY_CARRIER: (r"rechazad[oa] por (?:el |la )?(?:transportista|correos|operador|compania|aerolinea|courier)|mercancia (?:peligrosa|prohibida)|exceso de (?:peso|medidas|dimensiones)|no admitid[oa]",),
        Reason.SHIPPER_DATA: (r"etiqueta(?: \w+){0,2} (?:ilegible|danada|incorrecta|ausente)|(?:datos|informacion) (?:incompletos|faltantes|incorrectos) del remitente|embalaje (?:insuficiente|inadecuado|deficiente)|sin etiqueta",),
        Reason.INVALID_TRACKING: (r"(?:numero|codigo|localizador)(?: \w+){0,3} (?:invalid|no valid|incorrect|no exist|inexistent|no encontrad)\w*|(?:sin|no hay|no existe|no existen) (?:informacion|datos|resultados|registros)(?: \w+){0,2}|no se encontro|envio no encontrado",),
        Reason.CARRIER_DELAY: (r"retras\w*|demora\w*|averia\b|accidente|aplazad[oa]|pospuest[oa]|(?:alto|gran) volumen|problemas? (?:operativ|tecnic|mecanic|logistic)\w*|incidencia (?:en el transporte|operativa|tecnica)|reprogramad[oa]|saturacion|falta de tiempo|fuera de horario",),
        Reason.HELD: (r"retenid[oa]|detenid[oa]|paralizad[oa]|bloquead[oa]|en custodia|almacenad[oa] a peticion|en espera\b(?! de (?:recogida|retiro))|suspendid[oa]|incautad[oa]",),
    },
)  # fmt: skip
