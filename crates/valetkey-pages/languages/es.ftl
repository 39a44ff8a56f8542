# Every message of every page, in Spanish. The yardstick is en.ftl.

### Shared

title-with-brand = { $title } – { $brand }
title-with-application = { $page } – { $application }
title-error = Error: { $page }
continue = Continuar
cancel = Cancelar
signed-in-as = Has iniciado sesión como { $account }
opens-in-a-new-tab = (se abre en una pestaña nueva)
duration-seconds = { $count ->
    [one] 1 segundo
   *[other] { $count } segundos
  }
duration-minutes = { $count ->
    [one] 1 minuto
   *[other] { $count } minutos
  }
duration-hours = { $count ->
    [one] 1 hora
   *[other] { $count } horas
  }
duration-days = { $count ->
    [one] 1 día
   *[other] { $count } días
  }
label = { $label }:
label-value = { $label }: { $value }
list-join = { $before }, { $after }
moment-now = ahora mismo
moment-minutes = { $count ->
    [one] hace 1 minuto
   *[other] hace { $count } minutos
  }
moment-hours = { $count ->
    [one] hace 1 hora
   *[other] hace { $count } horas
  }
moment-days = { $count ->
    [one] hace 1 día
   *[other] hace { $count } días
  }
moment-date = { $day } de { $month } de { $year }
moment-exact = { $date }, { $time } UTC
month-1 = enero
month-2 = febrero
month-3 = marzo
month-4 = abril
month-5 = mayo
month-6 = junio
month-7 = julio
month-8 = agosto
month-9 = septiembre
month-10 = octubre
month-11 = noviembre
month-12 = diciembre
language-label = Idioma
language-submit = Cambiar
footer-support = Ayuda
footer-privacy = Política de privacidad
footer-terms = Términos del servicio

### Sign in

login-heading = Iniciar sesión
login-heading-application = Iniciar sesión en { $application }
login-username = Nombre de usuario o correo electrónico
login-password = Contraseña
login-submit = Iniciar sesión
login-use-passkey = Usar una llave de acceso
login-failure-passkey = Esa llave de acceso no ha funcionado. Usa otra o inicia sesión con tu contraseña.
login-reason-fresh-sign-in = La aplicación te pide que vuelvas a introducir tu contraseña, aunque ya has iniciado sesión.
login-reason-session-too-old = Ha pasado un tiempo desde que iniciaste sesión. La aplicación te pide que confirmes que sigues siendo tú.
login-reason-another-account = Inicia sesión con la cuenta que quieras usar.
login-reason-confirm-change = Estás a punto de modificar tu cuenta y hace más de cinco minutos que iniciaste sesión. Confirma que sigues siendo tú.
login-reason-second-step = Aquí se necesita un segundo paso. Introduce primero tu contraseña.
login-failure-wrong-credentials = El nombre de usuario y la contraseña no coinciden. Comprueba ambos e inténtalo de nuevo.
login-failure-incomplete = Introduce tu nombre de usuario y tu contraseña.
login-failure-too-many-attempts = Ha habido demasiados intentos fallidos. Espera { $wait } e inténtalo de nuevo. Hasta entonces no se comprueba ninguna contraseña, ni siquiera la correcta.
login-failure-expired = Esta página ha estado abierta demasiado tiempo. Vuelve a introducir tu contraseña.
login-failure-busy = Hay demasiadas personas iniciando sesión en este momento. Inténtalo de nuevo dentro de un momento.

# { $provider } is the name of another company's server, such as GitHub.
login-provider-or = o
login-provider = Iniciar sesión con { $provider }
login-provider-cancelled = Has cancelado el inicio de sesión en { $provider }. Puedes intentarlo de nuevo o iniciar sesión de otra forma.
login-provider-unreachable = { $provider } no responde en este momento. Inténtalo de nuevo dentro de un minuto o inicia sesión de otra forma.
login-provider-failed = El inicio de sesión con { $provider } no ha funcionado. Inténtalo de nuevo o inicia sesión de otra forma.
login-provider-not-set-up = El inicio de sesión con { $provider } no está bien configurado aquí. Inicia sesión de otra forma y avisa al equipo de administración.
login-provider-not-offered = Aquí ya no se puede iniciar sesión con { $provider }. Inicia sesión de otra forma.
login-provider-not-linked = Ninguna cuenta está vinculada aquí a esta cuenta de { $provider }. Inicia sesión de otra forma y, después, vincúlala en la página de tu cuenta.
login-provider-not-allowed = Esta cuenta de { $provider } no tiene permiso para iniciar sesión aquí.
login-provider-link-after-sign-in = Para usar aquí esta cuenta de { $provider }, inicia sesión una vez en tu cuenta. Después podrás iniciar sesión con { $provider }.
login-provider-address-is-known = Aquí hay una cuenta con la dirección de correo de tu cuenta de { $provider }. Inicia sesión en ella una vez. Después podrás iniciar sesión con { $provider }.

### Second step

second-step-heading = Confirma que eres tú
second-step-account = Inicio de sesión como { $account }
second-step-authenticator = Abre tu aplicación de autenticación e introduce el código que muestra para esta cuenta.
second-step-authenticator-label = Código de seis dígitos
second-step-recovery-code = Introduce uno de tus códigos de recuperación. Cada código funciona una sola vez.
second-step-recovery-code-label = Código de recuperación
second-step-submit = Continuar
second-step-other-ways = Probar otro método
second-step-use-authenticator = Usar la aplicación de autenticación
second-step-use-recovery-code = Usar un código de recuperación
second-step-restart = Usar otra cuenta
second-step-reason = Has iniciado sesión. Esta página pide un segundo paso.
second-step-reason-application = Has iniciado sesión. { $application } pide un segundo paso.
second-step-failure-wrong-code = Ese código es incorrecto, ha caducado o ya se ha usado. Introduce uno nuevo.
second-step-failure-incomplete = Introduce el código.
second-step-failure-too-many-attempts = Ha habido demasiados intentos fallidos. Espera { $wait } e inténtalo de nuevo. Hasta entonces no se comprueba ningún código, ni siquiera el correcto.
second-step-failure-expired = Esta página se ha enviado demasiadas veces. Vuelve a introducir el código.

authenticator-heading = Aplicación de autenticación
authenticator-reason = Para iniciar sesión aquí se necesita un segundo paso. Añade ahora una aplicación de autenticación.
authenticator-reason-application = { $application } pide un segundo paso al iniciar sesión. Añade ahora una aplicación de autenticación.
authenticator-step-app = Abre una aplicación de autenticación en tu teléfono. Si no tienes ninguna, instala una: sirve cualquier aplicación de códigos de un solo uso.
authenticator-step-scan = Escanea esta imagen con la aplicación.
authenticator-qr = Código QR con la clave para la aplicación de autenticación
authenticator-type-key = Escribir la clave a mano
authenticator-key = Clave
authenticator-account = Cuenta
authenticator-step-code = Introduce el código que la aplicación muestra ahora. A partir de ese momento, la aplicación quedará activada.
authenticator-confirm = Añadir la aplicación
authenticator-wrong-code = Ese código no es válido. Comprueba que el reloj de tu teléfono esté en hora e introduce el código que la aplicación muestra ahora.
authenticator-added = Tienes una aplicación de autenticación. Después de tu contraseña se te pedirá su código.
authenticator-remove-text = Para usar otro teléfono, elimina la aplicación y añádela en el nuevo. Podrás seguir iniciando sesión con tus otros segundos factores.
authenticator-remove-with-codes = Para usar otro teléfono, elimina la aplicación y añádela en el nuevo. Hasta entonces bastará con tu contraseña para iniciar sesión y tus códigos de recuperación dejarán de funcionar.
authenticator-remove = Eliminar la aplicación
authenticator-notice-added = Se ha añadido la aplicación de autenticación.
authenticator-notice-removed = Se ha eliminado la aplicación de autenticación.

recovery-codes-heading = Códigos de recuperación
recovery-codes-text = Con un código de recuperación puedes iniciar sesión cuando no tienes el teléfono a mano. Cada código funciona una sola vez.
recovery-codes-left = { $count ->
    [one] Te queda un código de recuperación.
   *[other] Te quedan { $count } códigos de recuperación.
  }
recovery-codes-few = Crea otros nuevos antes de quedarte sin ellos.
recovery-codes-make-text = Los códigos nuevos sustituyen a los anteriores, que dejan de funcionar.
recovery-codes-make = Crear códigos nuevos
recovery-codes-none = No tienes códigos de recuperación. Los recibirás cuando añadas un segundo factor, por ejemplo, una aplicación de autenticación.
recovery-codes-new-heading = Guarda tus códigos de recuperación
recovery-codes-new-text = Con un código de recuperación puedes iniciar sesión si pierdes el teléfono. Cada código funciona una sola vez. Solo los mostramos ahora: descárgalos o imprímelos y guárdalos en un lugar seguro.
recovery-codes-account = Cuenta: { $account }
recovery-codes-print = Para imprimir esta página, usa el menú de tu navegador.
recovery-codes-download = Descargar como texto
recovery-codes-saved = Los he guardado

### Signed in already

signed-in-heading = Ya has iniciado sesión
signed-in-account = Ir a tu cuenta

### Account chooser

chooser-heading = Elige una cuenta
chooser-heading-application = Elige una cuenta para { $application }
chooser-text = Ya has iniciado sesión en este navegador.
chooser-continue-as = Continuar como { $account }
chooser-another = Usar otra cuenta

### Consent

consent-heading = ¿Permitir que { $application } acceda a tu cuenta?
consent-title = Permitir el acceso
consent-list = Si lo permites, { $application } podrá:
consent-writing = También podrá hacer cambios por ti:
consent-offline = Y conservará este acceso:
consent-return = Volverás a { $host }
consent-remembered = Recordaremos que lo has permitido para no preguntarte cada vez. Puedes retirar el permiso cuando quieras en la página de tu cuenta.
consent-allow = Permitir
consent-deny = Denegar
consent-policy = Política de privacidad
consent-terms = Términos del servicio

scope-openid = Confirmar quién eres cuando inicias sesión
scope-profile = Ver tu nombre y el resto de tu perfil básico
scope-email = Ver tu dirección de correo y si está confirmada
scope-address = Ver tu dirección postal
scope-phone = Ver tu número de teléfono y si está confirmado
scope-roles = Ver qué roles tienes aquí
scope-groups = Ver en qué grupos estás
scope-offline-access = Conservar este acceso en tu ausencia, hasta que lo retires
scope-other = Usar este permiso:

### Sign out

logout-heading = ¿Cerrar sesión?
logout-text = Se cerrará tu sesión aquí. Se avisará a las aplicaciones que hayas abierto con esta cuenta, siempre que lo admitan.
logout-text-application = { $application } solicita cerrar tu sesión. Se avisará a las demás aplicaciones que hayas abierto con esta cuenta, siempre que lo admitan.
logout-missing-return = La aplicación ha indicado una dirección a la que volver, pero no sabemos si esa dirección le pertenece. Te quedarás aquí después de cerrar sesión.
logout-submit = Cerrar sesión
logout-stay = Mantener la sesión

logged-out-heading = Has cerrado sesión
logged-out-text = Tu sesión ya no está abierta en este navegador.
logged-out-missing-return = La aplicación ha indicado una dirección a la que volver, pero no sabemos si esa dirección le pertenece. Por eso te quedas aquí. De todos modos, tu sesión está cerrada.
logged-out-told-list = Aplicaciones
logged-out-told = Se le ha avisado del cierre de sesión
logged-out-not-told = No se le ha podido avisar: ciérrala o cierra sesión en ella
logged-out-return = Volver a { $application }
logged-out-return-unnamed = Volver a la aplicación
logged-out-sign-in = Iniciar sesión de nuevo

### Account

account-heading = Tu cuenta
account-menu = Cuenta
account-menu-overview = Resumen
account-menu-security = Seguridad
account-menu-devices = Dispositivos
account-menu-apps = Aplicaciones
account-menu-activity = Actividad
account-about-activity = Qué ha pasado en tu cuenta.
account-menu-profile = Perfil
account-about-profile = Qué dice tu cuenta sobre ti.
account-about-security = Cómo inicias sesión.
account-about-devices = Dónde has iniciado sesión.
account-about-apps = Qué aplicaciones pueden usar tu cuenta y qué puede hacer cada una.
account-username = Nombre de usuario
account-email = Correo electrónico
account-email-verified = Confirmado
account-email-unverified = Sin confirmar
account-applications-heading = Aplicaciones con acceso
account-applications-count = { $count ->
    [one] Una aplicación puede usar tu cuenta.
   *[other] { $count } aplicaciones pueden usar tu cuenta.
  }
account-applications-none = Ninguna aplicación tiene acceso a tu cuenta. Cuando permitas el acceso a una, aparecerá aquí.
account-application-can = { $application } puede:
account-withdraw = Retirar el acceso
account-withdrawn = { $application } ya no tiene acceso a tu cuenta. Los servicios que usa en tu nombre pueden tardar un poco en notarlo.
account-sign-out = Cerrar sesión

### Account: profile

profile-text = Las aplicaciones solo ven estos datos si lo permites. Deja en blanco lo que no quieras indicar.
profile-save = Guardar
profile-saved = Tu perfil se ha guardado.
profile-failure-wrong-values = Todavía no se ha guardado nada. Corrige los datos marcados.
profile-failure-changed = Tu cuenta se ha modificado mientras tanto, así que no se ha guardado nada. Estos son los datos actuales.
profile-hint-text = Es demasiado largo o contiene caracteres que no se ven.
profile-hint-web = Una dirección web, por ejemplo, https://example.org/ada
profile-hint-birthdate = Año, mes y día, por ejemplo, 1815-12-10. Con 0000, el año queda sin indicar.
profile-hint-zoneinfo = Una zona horaria, por ejemplo, Europe/Madrid
profile-hint-locale = Un idioma, por ejemplo, es o pt-BR
profile-hint-phone = Con el prefijo del país, por ejemplo, +34810123456

### Account: security

security-password = Contraseña
security-password-set = Tienes una contraseña.
security-password-none = No tienes contraseña.
security-password-change = Cambiar
security-password-add = Establecer una contraseña
security-authenticator = Aplicación de autenticación
security-authenticator-on = Tienes una aplicación de autenticación.
security-authenticator-off = No tienes ninguna aplicación de autenticación.
security-add = Añadir
security-change = Cambiar
security-recovery-codes = Códigos de recuperación
security-recovery-codes-on = Tienes códigos de recuperación.
security-recovery-codes-off = Los recibirás cuando añadas un segundo factor.
security-see = Ver

### Account: linked accounts

# { $provider } is the name of another company's server, such as GitHub.
security-linked = Cuentas vinculadas
security-linked-none = No inicias sesión con ninguna otra cuenta.
security-linked-count = { $count ->
    [one] Puedes iniciar sesión con otra cuenta.
   *[other] Puedes iniciar sesión con otras { $count } cuentas.
  }
security-linked-manage = Gestionar
linked-text = Con una cuenta vinculada de otro proveedor puedes iniciar sesión aquí sin contraseña.
linked-none = No hay ninguna cuenta vinculada.
linked-since = Vinculada
linked-last-used = Último uso
linked-unlink = Desvincular
linked-last-way = Es tu única forma de iniciar sesión. Establece una contraseña o vincula otra cuenta antes de desvincularla.
linked-more = Vincular una cuenta
linked-link = Vincular { $provider }
linked-added = Se ha vinculado { $provider }. A partir de ahora puedes usarlo para iniciar sesión.
linked-removed = { $provider } ya no está vinculado. Ya no puedes usarlo para iniciar sesión.
linked-failure-cancelled = Has cancelado el proceso en { $provider }. No se ha vinculado nada.
linked-failure-unreachable = { $provider } no responde en este momento. No se ha vinculado nada. Inténtalo de nuevo dentro de un minuto.
linked-failure-taken = Esta cuenta de { $provider } ya está vinculada a otra cuenta aquí. Desvincúlala primero en esa otra cuenta.
linked-failure-failed = No se ha podido vincular tu cuenta de { $provider }. No ha cambiado nada.

### Account: devices

devices-text = Tu cuenta está abierta en estos navegadores. Si no reconoces alguno, cierra su sesión y cambia tu contraseña.
devices-browser-system = { $browser } en { $system }
devices-unknown = Navegador desconocido
devices-this = Este dispositivo
devices-signed-in = Inicio de sesión
devices-last-seen = Última actividad
devices-applications = Aplicaciones abiertas
devices-end = Cerrar sesión
devices-end-others = { $count ->
    [one] Cerrar sesión en el otro dispositivo
   *[other] Cerrar sesión en los otros { $count } dispositivos
  }
devices-ended = { $count ->
    [one] Se ha cerrado la sesión en otro dispositivo.
   *[other] Se ha cerrado la sesión en otros { $count } dispositivos.
  }
devices-apps = Cerrar la sesión de un dispositivo no pone fin al acceso de las aplicaciones que pueden actuar en tu ausencia. Las encontrarás en

### Account: applications

apps-sees = Actualmente ve:
apps-allowed = Acceso permitido
apps-opened = Última apertura
apps-trusted = De tu organización
apps-trusted-text = Tu organización gestiona esta aplicación, por eso no se te pidió permiso. Volverá a tener acceso cuando la abras.

### Account: activity

activity-text = Qué ha pasado en tu cuenta, de lo más reciente a lo más antiguo.
activity-none = Nada todavía.
activity-older = Anteriores
activity-newest = Más recientes
activity-not-me-heading = ¿No has sido tú?
activity-not-me-text = Se cerrará inmediatamente la sesión en todos los demás dispositivos. Después cambiarás tu contraseña.
activity-not-me = No he sido yo
activity-others-signed-out = Se ha cerrado la sesión en todos los demás dispositivos. Cambia ahora tu contraseña para que nadie pueda iniciar sesión con la anterior.
event-application = una aplicación
event-other = Ha pasado otra cosa:
event-signed-in = Has iniciado sesión.
event-signed-out = Se ha cerrado la sesión de un dispositivo.
event-consent-given = Has permitido el acceso a tu cuenta: { $application }
event-consent-withdrawn = Has retirado el acceso a tu cuenta: { $application }
event-consent-withdrawn-by-other = El equipo de administración ha retirado el acceso a tu cuenta: { $application }
event-grant-revoked = Una aplicación ha devuelto su acceso: { $application }
event-grant-reuse = Una aplicación ha usado una clave dos veces, por lo que su acceso ha terminado: { $application }
event-token-revoked = Una aplicación ha devuelto una de sus claves: { $application }
event-user-added = Se ha creado tu cuenta.
event-user-edited = Has modificado tu perfil.
event-user-edited-by-other = El equipo de administración ha modificado tu perfil.
event-user-disabled = Se ha desactivado tu cuenta.
event-user-enabled = Se ha activado tu cuenta.
event-password-set = Has cambiado tu contraseña.
event-password-set-by-other = El equipo de administración ha establecido una contraseña nueva.
event-user-signed-out = El equipo de administración ha cerrado todas tus sesiones.
event-factor-added = Has añadido un segundo factor.
event-factor-removed = Has eliminado un segundo factor.
event-factor-removed-by-other = El equipo de administración ha eliminado uno de tus segundos factores.
event-recovery-codes-made = Has creado códigos de recuperación nuevos.
event-recovery-code-used = Has iniciado sesión con un código de recuperación.
event-user-unlocked = El equipo de administración ha puesto a cero tus inicios de sesión fallidos.
event-passkey-added = Has añadido una llave de acceso.
event-passkey-renamed = Has cambiado el nombre de una llave de acceso.
event-passkey-removed = Has eliminado una llave de acceso.
event-passkey-removed-by-other = El equipo de administración ha eliminado una llave de acceso.
event-passkey-clone = Es posible que se haya copiado una llave de acceso, por lo que se ha rechazado un inicio de sesión con ella. Si no la has copiado tú, elimínala.
event-password-reset = Has establecido una contraseña nueva tras olvidar la anterior.
event-address-verified = Se ha confirmado tu dirección de correo.
event-address-changed = Se ha cambiado tu dirección de correo.
event-registered = Has creado tu cuenta.
event-invitation-accepted = Has aceptado una invitación.
event-link-made = El equipo de administración ha creado un enlace para ti.
event-mail-requested = Se ha solicitado enviarte un correo.
event-account-linked = Se ha vinculado una cuenta de otro proveedor.
event-account-unlinked = Se ha desvinculado una cuenta de otro proveedor.
event-group-added = Ahora formas parte de un grupo.
event-group-removed = Ya no formas parte de un grupo.
event-role-granted = Se te ha asignado un rol.
event-role-taken = Se te ha retirado un rol.

### Claims

claim-name = Nombre completo
claim-given-name = Nombre
claim-family-name = Apellidos
claim-middle-name = Segundo nombre
claim-nickname = Apodo
claim-profile = Página de perfil
claim-picture = Foto
claim-website = Sitio web
claim-gender = Género
claim-birthdate = Fecha de nacimiento
claim-zoneinfo = Zona horaria
claim-locale = Idioma
claim-phone-number = Número de teléfono
claim-address = Dirección
claim-street-address = Calle y número
claim-locality = Localidad
claim-region = Provincia o región
claim-postal-code = Código postal
claim-country = País
claim-roles = Roles
claim-groups = Grupos
claim-sub = Identificador

### Account: password

password-heading = Cambiar la contraseña
password-heading-first = Establecer una contraseña
password-text = Tu sesión seguirá abierta en este dispositivo. Se cerrará en todos los demás, y las aplicaciones que hayas abierto en ellos perderán su acceso.
password-current = Contraseña actual
password-new = Contraseña nueva
password-again = Repite la contraseña nueva
password-rule = Al menos { $count } caracteres. Unas cuantas palabras sin relación entre sí son una buena opción; una contraseña que uses en otro sitio no lo es.
password-changed = Tu contraseña se ha cambiado. Se ha cerrado tu sesión en todos los demás dispositivos.
password-failure-wrong-current = Esa no es tu contraseña actual. Inténtalo de nuevo.
password-failure-missing = Introduce la contraseña nueva en ambos campos.
password-failure-different = Las dos contraseñas nuevas no son iguales. Introduce la contraseña nueva en ambos campos.
password-failure-too-short = La contraseña nueva debe tener al menos { $count } caracteres.
password-failure-too-long = La contraseña nueva puede tener como máximo { $count } caracteres.
password-failure-not-text = La contraseña nueva solo puede contener letras, números, signos de puntuación, símbolos y espacios.
password-failure-common = Esa contraseña es una de las primeras que se prueban en un ataque. Elige otra.

### Account: passkeys

security-passkeys = Llaves de acceso
security-passkeys-count = { $count ->
    [0] No tienes ninguna llave de acceso.
    [one] Tienes 1 llave de acceso.
   *[other] Tienes { $count } llaves de acceso.
  }
security-passkeys-change = Gestionar
passkeys-heading = Llaves de acceso
passkeys-about = Con una llave de acceso inicias sesión sin contraseña: tu dispositivo te pide la huella digital, el rostro o un PIN. Solo funciona en esta dirección, así que una página falsa no puede usarla.
passkeys-place-synchronised = Sincronizada entre tus dispositivos
passkeys-place-device = Solo en este dispositivo
passkeys-added = Añadida
passkeys-used = Último uso
passkeys-never-used = Nunca
passkeys-name = Nombre
passkeys-new-name = Nombre (opcional)
passkeys-rename = Cambiar nombre
passkeys-remove = Eliminar
passkeys-add-heading = Añadir una llave de acceso
passkeys-add = Añadir una llave de acceso
passkeys-exists = Este dispositivo ya tiene una llave de acceso para tu cuenta.
passkeys-failed = Tu dispositivo no ha creado ninguna llave de acceso. Inténtalo de nuevo o usa otro dispositivo.
passkeys-not-in-this-browser = Este navegador no admite llaves de acceso.
passkeys-need-javascript = Las llaves de acceso necesitan JavaScript. Todo lo demás funciona sin él.
passkeys-not-here = Los navegadores no ofrecen llaves de acceso en esta dirección: se necesitan https y un nombre de dominio.
passkeys-failure-not-verified = No se ha podido comprobar la llave de acceso, así que no se ha añadido. Inténtalo de nuevo.
passkeys-failure-name = Introduce un nombre de entre 1 y 64 caracteres.
passkeys-failure-too-many = Ya tienes el máximo de llaves de acceso que puede tener una cuenta. Elimina una primero.
passkeys-was-added = Se ha añadido la llave de acceso { $name }. A partir de ahora puedes iniciar sesión con ella.
passkeys-was-renamed = La llave de acceso ahora se llama { $name }.
passkeys-was-removed = Se ha eliminado la llave de acceso { $name }. Ya nadie puede iniciar sesión con ella.

### Welcome

welcome-heading = Una cuenta para tus aplicaciones
welcome-text = Inicias sesión aquí una sola vez. Las aplicaciones reciben una llave que solo abre lo que tú permites, y nunca tu contraseña.
welcome-start = ¿Quieres usar una aplicación? Empieza por ella: te enviará aquí cuando necesite saber quién eres.
welcome-sign-in = Iniciar sesión en tu cuenta

### Continue to the application (form post)

form-post-heading = Volviendo a la aplicación
form-post-heading-application = Volviendo a { $application }
form-post-heading-request = Un momento
form-post-text = Si no pasa nada, pulsa «Continuar».
form-post-unsafe = La dirección de la aplicación no es segura, así que no continuamos.

### Errors

error-unknown-client-heading = Aquí no se conoce esta aplicación
error-unknown-client-text = La aplicación que te ha enviado aquí no está registrada en este servidor. No has hecho nada mal.
error-unknown-client-advice = Avisa a quienes gestionan la aplicación. Primero tienen que registrarla.

error-redirect-uri-mismatch-heading = No podemos enviarte de vuelta a esa dirección
error-redirect-uri-mismatch-text = La aplicación nos ha pedido que te enviemos a una dirección que no estaba acordada con ella. Para proteger tu cuenta, nos hemos detenido aquí.
error-redirect-uri-mismatch-advice = Vuelve a la aplicación e inténtalo de nuevo. Si aparece otra vez esta página, avisa a quienes la gestionan.

error-bad-request-heading = Este enlace no funciona
error-bad-request-text = La solicitud que nos ha llegado está incompleta o dañada.
error-bad-request-advice = Vuelve a la aplicación y empieza de nuevo desde allí.

error-session-expired-heading = Esta página ha estado abierta demasiado tiempo
error-session-expired-text = Por tu seguridad, una página como esta solo funciona durante un tiempo limitado. No se ha cambiado nada.
error-session-expired-advice = Abre de nuevo la página, o vuelve a la aplicación y empieza otra vez desde allí.

error-cookies-missing-heading = Tu navegador no ha enviado ninguna cookie
error-cookies-missing-text = Esta página necesita una cookie y no ha llegado ninguna. O bien tu navegador bloquea aquí las cookies, o bien se borraron después de abrir la página. No se ha cambiado nada.
error-cookies-missing-advice = Permite las cookies en este sitio web y empieza de nuevo.

error-other-browser-heading = Esta página pertenece a otro navegador
error-other-browser-text = La página se abrió en otro navegador, en una ventana privada o antes de que se borraran aquí las cookies. No se ha cambiado nada.
error-other-browser-advice = Empieza de nuevo en el navegador que quieras usar.

error-form-damaged-heading = Esta página ya no funciona
error-form-damaged-text = El formulario contiene un valor que este servidor no ha creado o que ya no reconoce. Esto ocurre cuando una dirección se ha cortado o cuando el servidor se ha instalado de nuevo. No se ha cambiado nada.
error-form-damaged-advice = Vuelve a la aplicación y empieza de nuevo desde allí.

error-wrong-address-heading = Estás en otra dirección de este servidor
error-wrong-address-text = La página se ha abierto en una dirección que este servidor no usa para iniciar sesión. No se ha cambiado nada.
error-wrong-address-advice = Usa la dirección correcta. Si te ha traído aquí un enlace o la aplicación, avisa a quienes la gestionan.

error-request-expired-heading = Esta solicitud de inicio de sesión ha caducado
error-request-expired-text = La solicitud de la aplicación solo funciona una vez y durante poco tiempo. Ha caducado o ya se ha usado. No se ha cambiado nada.
error-request-expired-advice = Vuelve a la aplicación y empieza de nuevo desde allí.

error-other-site-heading = Este formulario procede de otro sitio web
error-other-site-text = Por tu seguridad, solo aceptamos formularios de nuestras propias páginas. No se ha cambiado nada.
error-other-site-advice = Si querías hacer esto, abre tú nuestra página e inténtalo de nuevo en ella.

error-access-denied-heading = No tienes acceso
error-access-denied-text = Tu cuenta no tiene permiso para usar esto.
error-access-denied-advice = Pide acceso a quienes gestionan la aplicación.

error-too-many-requests-heading = Espera un momento
error-too-many-requests-text = Ha habido demasiadas solicitudes en poco tiempo.
error-too-many-requests-advice = Espera un minuto e inténtalo de nuevo.

error-request-too-large-heading = Eso es demasiado de una vez
error-request-too-large-text = La solicitud es más grande de lo que acepta este servidor.
error-request-too-large-advice = Vuelve a la aplicación y empieza de nuevo desde allí.

error-method-not-allowed-heading = Esta página no se puede abrir así
error-method-not-allowed-text = La dirección es correcta, pero se ha abierto de una forma que no está prevista.
error-method-not-allowed-advice = Vuelve atrás y usa los botones de la página.

error-not-found-heading = Aquí no hay ninguna página
error-not-found-text = Puede que la dirección esté mal escrita o que la página se haya movido.
error-not-found-advice = Comprueba la dirección o vuelve a la página de la que venías.

error-server-error-heading = Algo ha fallado por nuestra parte
error-server-error-text = Es un error nuestro, no tuyo. Quienes gestionan este servidor pueden ver qué ha pasado.
error-server-error-advice = Inténtalo de nuevo dentro de un momento. Si sigue ocurriendo, comunica la referencia que aparece abajo.

error-unavailable-heading = Volvemos en un momento
error-unavailable-text = El servidor está ocupado o en mantenimiento. No se ha cambiado nada.
error-unavailable-advice = Inténtalo de nuevo dentro de un minuto.

error-start-again = Empezar de nuevo
error-right-address = Ir a la dirección correcta
error-reference = Referencia
error-developers = Para desarrolladores
error-developer-error = Código de error
error-developer-check = Comprobación fallida
error-developer-expected = Esperado
error-developer-in-log = Está en el registro del servidor, en la línea con esta referencia.
error-developer-seen = Recibido
error-developer-nothing = (nada)

### Forgotten password, registration and links from mails

login-forgot = ¿Has olvidado tu contraseña?
login-sign-up = Crear una cuenta
forgot-heading = ¿Has olvidado tu contraseña?
forgot-text = Introduce tu nombre de usuario o tu dirección de correo. Si existe una cuenta con esos datos, te enviaremos un correo con un enlace para elegir una contraseña nueva.
forgot-failure-incomplete = Introduce tu nombre de usuario o tu dirección de correo.
sign-up-heading = Crear una cuenta
sign-up-text = Introduce tu dirección de correo. Te enviaremos un correo para continuar.
sign-up-address = Dirección de correo
sign-up-terms = Acepto los términos del servicio
sign-up-terms-link = Leer los términos del servicio
sign-up-failure-incomplete = Introduce tu dirección de correo.
sign-up-failure-not-an-address = Introduce una sola dirección de correo, por ejemplo, nombre@example.org.
sign-up-failure-domain = Las personas con una dirección de este dominio no pueden crear una cuenta ellas mismas. Pide una invitación a quienes gestionan este servidor.
sign-up-failure-terms = Solo puedes crear una cuenta si aceptas los términos del servicio.
ask-mail-submit = Enviar el correo
ask-mail-failure-too-many = Se han solicitado demasiados correos. Espera { $wait } e inténtalo de nuevo. Quizá haya un correo en tu carpeta de spam.
mail-sign-in-heading = Iniciar sesión por correo
mail-sign-in-explanation = Introduce tu nombre de usuario o tu dirección de correo. Si existe una cuenta con esos datos, te enviaremos un correo con un enlace y un código.
mail-sign-in-confirm = Pulsa el botón para iniciar sesión como { $address }.

reset-heading = Elige una contraseña nueva
reset-mail-sent = Si existe una cuenta con ese nombre, hay un correo en camino. Abre su enlace o escribe aquí su código. Puede tardar unos minutos; mira también en tu carpeta de spam.
register-heading = Termina tu registro
register-mail-sent = Hay un correo en camino. Abre su enlace o escribe aquí su código. Puede tardar unos minutos; mira también en tu carpeta de spam.
register-name = Tu nombre
invite-heading = Aceptar la invitación
choose-password-label = Contraseña nueva
choose-password-hint = Al menos { $count } caracteres. Unas cuantas palabras sin relación entre sí son fáciles de recordar y difíciles de adivinar.
choose-password-submit = Guardar e iniciar sesión
choose-password-failure-incomplete = Rellena todos los campos.
choose-password-failure-too-short = Una contraseña tiene al menos { $count } caracteres.
choose-password-failure-too-long = Una contraseña tiene como máximo 256 caracteres.
choose-password-failure-not-text = Una contraseña tiene letras, números, signos de puntuación y espacios, y ningún otro carácter.
choose-password-failure-like-account = Esta contraseña se parece demasiado a tu nombre, a tu dirección o al nombre de este servicio.
choose-password-failure-common = Quienes intentan adivinar contraseñas ya conocen esta. Elige otra.
mail-code-label = Código del correo
mail-failure-wrong-code = Este no es el código del correo. Compruébalo e inténtalo de nuevo; después de cinco intentos deja de ser válido.
mail-send-again = Pedir otro correo

verify-heading = Confirma tu dirección de correo
verify-text = ¿Es { $address } tu dirección?
change-address-heading = Confirma tu nueva dirección de correo
change-address-text = ¿Usar { $address } para tu cuenta?
confirm-mail-sent = Hay un correo en camino. Abre su enlace o escribe aquí su código.
link-gone-heading = Este enlace ya no funciona
link-gone-text = Ya se ha usado, es demasiado antiguo o le falta una parte. No se ha cambiado nada. Puedes pedir uno nuevo.
invitation-gone-text = El enlace ya se ha usado, es demasiado antiguo o le falta una parte. Si tienes una cuenta, inicia sesión. Si no, pide otra invitación a la persona que te invitó.
mail-other-browser-heading = Abre este enlace en el otro navegador
mail-other-browser-text = Por tu seguridad, este enlace solo funciona en el navegador en el que lo pediste. Ábrelo allí o escribe allí el código del correo.
address-verified-heading = Tu dirección de correo está confirmada
address-verified-text = Gracias.
address-changed-heading = Se ha cambiado tu dirección de correo
address-changed-text = A partir de ahora, los correos irán a tu nueva dirección.
address-taken-heading = Esta dirección no se puede usar
address-taken-text = La dirección pertenece a otra cuenta. No se ha cambiado nada.
mail-off-heading = Este servidor no envía correos
mail-off-text = Consulta a quienes gestionan este servidor: pueden darte un enlace para elegir una contraseña nueva.
sign-up-off-heading = El registro está desactivado
sign-up-off-text = Pide una cuenta a quienes gestionan este servidor.

account-email-none = Tu cuenta no tiene dirección de correo.
account-email-verify = Enviar un correo para confirmar esta dirección
account-email-new = Nueva dirección de correo
account-email-about = Enviaremos un correo a la nueva dirección. Nada cambia hasta que abras su enlace o escribas su código. Tu dirección anterior recibirá un aviso.
account-email-off = Este servidor no envía correos, así que aquí no puedes cambiar tu dirección. Consulta a quienes lo gestionan.
account-email-failure-same = Esta ya es tu dirección.
account-email-change = Cambiar

### Mails

mail-greeting = Hola, { $account }:
mail-greeting-unknown = Hola:
mail-lifetime = El enlace funciona una sola vez, durante { $time }.
mail-code = O escribe este código en la página que te lo ha pedido:
mail-link-plain = Si el botón no funciona, copia esta dirección en tu navegador:
mail-go-to-sign-in = Ir a la página de inicio de sesión

mail-test-subject = Correo de prueba de { $host }
mail-test-text = Esto es una prueba. { $host } puede enviar correos a esta dirección.

mail-reset-subject = Elige una contraseña nueva para { $host }
mail-reset-text = Alguien ha pedido elegir una contraseña nueva para tu cuenta en { $host }. Si has sido tú, abre el enlace.
mail-reset-action = Elegir una contraseña nueva
mail-reset-closing = Si no has sido tú, no hagas nada: tu contraseña sigue siendo la misma. No des este enlace ni este código a nadie.

mail-verify-subject = Confirma tu dirección de correo para { $host }
mail-verify-text = Confirma que esta dirección de correo es tuya.
mail-verify-action = Confirmar esta dirección
mail-verify-closing = Si no tienes una cuenta aquí, no hagas nada.

mail-change-subject = Confirma tu nueva dirección de correo para { $host }
mail-change-text = Alguien ha pedido usar esta dirección de correo para una cuenta en { $host }. Si has sido tú, abre el enlace.
mail-change-action = Usar esta dirección
mail-change-closing = Si no has sido tú, no hagas nada: no cambiará nada.

mail-address-taken-subject = Tu dirección de correo en { $host }
mail-address-taken-text = Alguien que ha iniciado sesión con otra cuenta en { $host } ha intentado usar esta dirección de correo. Pertenece a tu cuenta, así que no ha cambiado nada.

mail-register-subject = Termina tu registro en { $host }
mail-register-text = Alguien ha empezado a registrarse en { $host } con esta dirección de correo. Si has sido tú, abre el enlace.
mail-register-action = Continuar
mail-register-closing = Si no has sido tú, no hagas nada: no se creará ninguna cuenta.

mail-registered-subject = Ya tienes una cuenta en { $host }
mail-registered-text = Alguien ha empezado a registrarse en { $host } con esta dirección de correo, pero ya tienes una cuenta. Si has sido tú, inicia sesión. Si has olvidado tu contraseña, elige una nueva en la página de inicio de sesión.

mail-invite-subject = Tienes una invitación para { $host }
mail-invite-text = Tienes una invitación para crear una cuenta en { $host }.
mail-invite-action = Aceptar la invitación
mail-invite-closing = Si no quieres una cuenta, no hagas nada.

mail-sign-in-subject = Tu inicio de sesión en { $host }
mail-sign-in-text = Alguien ha pedido iniciar sesión en tu cuenta en { $host }. Si has sido tú, abre el enlace en el mismo navegador.
mail-sign-in-action = Iniciar sesión
mail-sign-in-closing = Si no has sido tú, no hagas nada. No des este enlace ni este código a nadie.

mail-password-changed-subject = Se ha cambiado tu contraseña de { $host }
mail-password-changed-text = Se ha cambiado la contraseña de tu cuenta en { $host }.
mail-address-changed-subject = Se ha cambiado tu dirección de correo en { $host }
mail-address-changed-text = Se ha cambiado la dirección de correo de tu cuenta en { $host }.
mail-new-device-subject = Nuevo inicio de sesión en { $host }
mail-new-device-text = Tu cuenta en { $host } se ha usado en un navegador que no conocíamos.
mail-factor-added-subject = Nueva forma de iniciar sesión en { $host }
mail-factor-added-text = Se ha añadido una forma de iniciar sesión a tu cuenta en { $host }.
mail-factor-removed-subject = Se ha eliminado una forma de iniciar sesión en { $host }
mail-factor-removed-text = Se ha eliminado una forma de iniciar sesión de tu cuenta en { $host }.
mail-fact-factor = Qué
mail-fact-time = Cuándo
mail-fact-network-address = Dirección de red
mail-fact-device = Navegador
mail-not-me = Si has sido tú, no hagas nada. Si no has sido tú, elige ahora una contraseña nueva. Así se cierran todas las sesiones.
mail-not-me-action = No he sido yo

### Accounts, devices, deletion, attributes and passkeys in a sign-in

login-mail = Recibir un código por correo
mail-sign-in-sent = Si existe una cuenta con ese nombre y una dirección de correo confirmada, hay un correo en camino. Escribe aquí su código o abre su enlace en este navegador. Puede tardar unos minutos; mira también en tu carpeta de spam.
mail-sign-in-other-way = Iniciar sesión de otra forma
second-step-mail-code = Hay un correo con un código en camino a la dirección de correo de tu cuenta. Puede tardar unos minutos; mira también en tu carpeta de spam.
second-step-mail-to-send = Enviamos un correo con un código a la dirección de correo de tu cuenta.
second-step-use-mail-code = Usar un código recibido por correo
second-step-trust = No volver a preguntar en este dispositivo durante { $time }
second-step-trust-hint = Elige esta opción solo en un dispositivo que no use nadie más. Puedes deshacerlo en la página de tu cuenta, en «Dispositivos».
trusted-heading = Dispositivos de confianza
trusted-text = Cuando inicias sesión con estos navegadores, no se te pide el segundo paso.
trusted-since = De confianza desde
trusted-last-used = Último uso
trusted-until = Hasta
trusted-forget = Volver a preguntar en este dispositivo
trusted-forgotten = En ese dispositivo se te vuelve a pedir el segundo paso.
event-device-trusted = Has elegido que no se te pida el segundo paso en un dispositivo.
event-device-forgotten = Has elegido que se te vuelva a pedir el segundo paso en un dispositivo.
mail-code-alone = Escribe este código en la página que te lo pide:
mail-code-lifetime = El código funciona una sola vez, durante { $time }.
mail-confirm-subject = Tu código para { $host }
mail-confirm-text = Alguien está iniciando sesión en tu cuenta en { $host }. Si eres tú, escribe el código.
mail-confirm-closing = Si no eres tú, elige una contraseña nueva: alguien conoce la tuya. No des este código a nadie.
sign-up-failure-reserved = Nadie puede crear por sí mismo una cuenta con esta dirección. Pide una invitación a quienes gestionan este servidor.
logged-out-provider-text = Iniciaste sesión con { $provider }. Tu sesión allí sigue abierta.
logged-out-provider = Cerrar sesión también en { $provider }
logged-out-provider-failed = No se ha podido cerrar desde aquí tu sesión en { $provider }. Cierra tú la sesión allí.
profile-required = { $name } (obligatorio)
profile-not-set = Sin indicar
profile-yes = Sí
profile-no = No
profile-hint-list = Un elemento por línea.
profile-hint-number = Un número, por ejemplo, 7 o 1.5
profile-hint-required = Rellena este campo.
account-switch = Cambiar de cuenta
accounts-heading = Cuentas en este navegador
accounts-signed-out = Sesión cerrada
accounts-sign-out-of = Cerrar la sesión de { $account }
accounts-sign-out-this = Cerrar la sesión de esta cuenta
accounts-sign-out-all = Cerrar la sesión de todas las cuentas en este navegador
logged-out-others = Otras cuentas siguen con la sesión abierta en este navegador.
logged-out-accounts = Ver las otras cuentas
no-access-heading = Sin acceso
no-access-text = Esta cuenta no tiene permiso para usar { $application }.
no-access-ask = Si necesitas acceso, pídelo a quienes gestionan este servicio.
login-keep = Mantener la sesión abierta en este dispositivo
no-access-network = No tienes permiso para usar { $application } desde esta red.
second-step-passkey = Usa una llave de acceso de esta cuenta. Tu dispositivo te pide la huella digital, el rostro o un PIN.
second-step-failure-passkey = Esa llave de acceso no ha funcionado. Inténtalo de nuevo o prueba otro método.
second-step-passkey-was-added = Se ha añadido tu llave de acceso. Úsala ahora para continuar.
authenticator-use-passkey = Añadir una llave de acceso en su lugar
sign-in-passkey-reason = Para iniciar sesión aquí necesitas algo más que una contraseña. Añade ahora una llave de acceso.
sign-in-passkey-reason-application = { $application } pide algo más que una contraseña al iniciar sesión. Añade ahora una llave de acceso.
sign-in-passkey-use-authenticator = Añadir una aplicación de autenticación en su lugar
passkey-offer-heading = ¿Iniciar sesión sin contraseña la próxima vez?
passkey-offer-not-now = Ahora no
passkey-offer-later = Si eliges «Ahora no», no volveremos a preguntarte. Puedes añadir una llave de acceso cuando quieras en la página de tu cuenta.
event-passkey-offer-declined = No has querido una llave de acceso.
passkeys-failure-model = Aquí solo se aceptan determinadas llaves de seguridad, y este dispositivo no ha demostrado ser una de ellas. Usa una llave de seguridad de tu organización y permite que el navegador muestre su marca y modelo.
account-menu-data = Tus datos
account-about-data = Descargar todo lo que guardamos sobre ti o eliminar tu cuenta.
data-export-heading = Descargar tus datos
data-export-text = Todo lo que este servidor guarda sobre ti: tu perfil, cómo inicias sesión, tus dispositivos, aplicaciones y actividad. No incluye contraseñas, claves ni códigos.
data-export-html = Descargar para leer (HTML)
data-export-json = Descargar para programas (JSON)
data-deletion-text = Se cerrará tu sesión en todas partes. Durante 14 días puedes cambiar de opinión; después, tu cuenta se eliminará definitivamente.
data-deletion-open = Eliminar esta cuenta
deletion-heading = Eliminar tu cuenta
deletion-text = Si eliminas tu cuenta:
deletion-sessions = { $count ->
    [one] se cerrará la sesión en este dispositivo
   *[other] se cerrará la sesión en { $count } dispositivos, incluido este
  }
deletion-applications = { $count ->
    [0] ninguna aplicación tiene acceso a tu cuenta
    [one] una aplicación perderá su acceso
   *[other] { $count } aplicaciones perderán su acceso
  }
deletion-day = el { $day } se eliminará definitivamente todo lo que hay sobre ti en este servidor
deletion-return = Si cambias de opinión antes de ese día, inicia sesión y elige conservar tu cuenta.
deletion-export = Antes puedes descargar tus datos:
deletion-submit = Eliminar mi cuenta
deletion-requested-heading = Tu cuenta se eliminará
deletion-requested-text = Se ha cerrado tu sesión en todas partes. Tu cuenta se eliminará el { $day }.
deletion-requested-mail = Te hemos enviado un correo al respecto.
keep-account-heading = ¿Conservar tu cuenta?
keep-account-text = Esta cuenta se eliminará el { $day } porque lo has pedido. Tu sesión no se abrirá hasta que elijas conservarla.
keep-account-keep = Conservar mi cuenta
keep-account-delete = Eliminarla según lo previsto
event-data-exported = Has descargado tus datos.
event-deletion-requested = Has pedido eliminar tu cuenta.
event-deletion-requested-by-other = El equipo de administración ha marcado tu cuenta para eliminarla.
event-deletion-cancelled = Has conservado tu cuenta.
event-deletion-cancelled-by-other = El equipo de administración ha anulado la eliminación de tu cuenta.
mail-deletion-requested-subject = Tu cuenta en { $host } se eliminará
mail-deletion-requested-text = Alguien con la sesión abierta en tu cuenta en { $host } ha pedido eliminarla. Hasta el día indicado abajo puedes iniciar sesión y conservarla.
mail-deletion-cancelled-subject = Tu cuenta en { $host } se conserva
mail-deletion-cancelled-text = Tu cuenta en { $host } se iba a eliminar. Alguien ha iniciado sesión en ella y la ha conservado.
mail-fact-deletion = Fecha de eliminación
export-heading = Datos sobre { $account }
export-text = Todo lo que { $host } guarda sobre esta cuenta, a fecha de { $time }. No incluye contraseñas, claves ni códigos.
export-nothing = Nada.
export-account = Cuenta
export-sign-in = Inicio de sesión
export-sessions = Dispositivos
export-consents = Lo que has permitido a las aplicaciones
export-grants = Acceso de las aplicaciones
export-mail-links = Enlaces de correos que aún funcionan
export-events = Actividad
export-email-verified = Dirección de correo confirmada
export-phone-number-verified = Número de teléfono confirmado
export-granted-roles = Roles asignados
export-disabled = Desactivada
export-created-at = Creación
export-updated-at = Modificación
export-password-set = Contraseña establecida
export-passkey = Tu llave de acceso
export-linked-account = Cuenta vinculada
export-failed-sign-ins = Inicios de sesión fallidos
export-failures-forgotten = Días tras los que los inicios de sesión fallidos dejan de contar
export-methods = Métodos
export-expires-at = Termina
export-client-id = Identificador de la aplicación
export-application = Aplicación
export-scope = Alcance
export-allowed-at = Acceso permitido
export-audiences = Destinatarios
export-purpose = Finalidad
export-kind = Tipo
export-by = Por
export-changed = Cambio
export-provider = Proveedor
export-provider-subject = Cuenta en el proveedor
export-last-used-at = Último uso
export-synchronised = Sincronizada
export-left = Restantes
password-failure-breached = Esta contraseña está en una lista de contraseñas robadas a otros servicios. Son las primeras que se prueban en un ataque. Elige otra aquí y cámbiala en cualquier otro sitio donde la uses.
picture-change = Cambiar tu foto
picture-alt = Tu foto
picture-none = No tienes foto.
picture-elsewhere = Tu foto está en otro servidor.
picture-file = Foto nueva
picture-hint = PNG, JPEG o WebP, de 8 MB como máximo. Guardamos el cuadrado central y nada de lo que el archivo indica sobre el lugar, la fecha o la cámara. Las aplicaciones que ven tu perfil también ven la foto, y lo mismo cualquiera que tenga su dirección.
picture-upload = Guardar la foto
picture-remove = Eliminar la foto
picture-saved = Tu foto se ha guardado.
picture-removed = Tu foto se ha eliminado.
picture-failure-missing = Elige primero un archivo.
picture-failure-too-large = Este archivo es demasiado grande. Una foto puede tener 8 MB como máximo.
picture-failure-too-many-pixels = Esta foto tiene demasiados píxeles. Puede tener como máximo 10 000 por lado y 50 millones en total.
picture-failure-format = Este archivo no es una imagen PNG, JPEG o WebP.
picture-failure-damaged = Esta foto está dañada. Ábrela en otro programa y guárdala de nuevo.
picture-failure-busy = Se están guardando demasiadas fotos. Inténtalo de nuevo dentro de un momento.
terms-heading = Los términos del servicio han cambiado
terms-text = Lee los términos del servicio, versión { $version }, y acéptalos para continuar.
terms-decline = No los acepto
event-terms-accepted = Has aceptado los términos del servicio.
event-claims-previewed = El equipo de administración ha consultado los datos que una aplicación recibe sobre ti: { $application }
export-accepted-terms = Términos aceptados

### Terms at the first sign-in

terms-heading-first = Acepta los términos del servicio

### Notices about recovery codes and linked accounts

mail-recovery-codes-made-subject = Nuevos códigos de recuperación en { $host }
mail-recovery-codes-made-text = Se han creado códigos de recuperación nuevos para tu cuenta en { $host }. Los anteriores han dejado de funcionar.
mail-recovery-code-used-subject = Se ha usado un código de recuperación en { $host }
mail-recovery-code-used-text = Se ha usado uno de tus códigos de recuperación para iniciar sesión en tu cuenta en { $host }.
mail-account-linked-subject = Se ha vinculado una cuenta en { $host }
mail-account-linked-text = Se ha vinculado una cuenta de otro proveedor a tu cuenta en { $host }. Se puede usar para iniciar sesión.
mail-account-unlinked-subject = Se ha desvinculado una cuenta en { $host }
mail-account-unlinked-text = Se ha desvinculado una cuenta de otro proveedor de tu cuenta en { $host }. Ya no se puede usar para iniciar sesión.

### Places of addresses, and the way to the console

place-estimated = { $place } (estimado)
mail-fact-place = Lugar
account-console = Administración
account-about-console = Usuarios, aplicaciones y ajustes del servidor.
