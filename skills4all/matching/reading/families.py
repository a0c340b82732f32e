"""Families of words that a stemmer cannot bring together: a noun, its verb, who does it.

Owns the tables only; `inflection` reads them. A line is a family, its first word names it. Words
stand as people write them and are folded on reading. Arabic lines also join broken plurals, and
words that Moroccan usage takes for one another ("تدبير" and "إدارة", "معطيات" and "بيانات"):
stems are compared only inside forms of two words or more, where the other words keep the sense.
A family of one keeps its word apart from those that a stemmer confuses it with ("customs").
"""

FRENCH = """
gestion gérer gère géré gérant gestionnaire
conception concevoir conçois conçoit conçu concevez concevant concepteur conceptrice
développement développeur développeuse dev
rédaction rédiger rédacteur rédactrice
traduction traduire traduis traduit traducteur traductrice
résolution résoudre résolu résous
nettoyage nettoyer nettoie
entretien entretenir
réparation réparateur
formation former formé formateur formatrice
programmation programmeur programmeuse
analyse analyste
administration administrateur administratrice admin
supervision superviseur superviseuse
déploiement déployer déploie
dépannage dépanner dépanneur
montage monter monteur monteuse
câblage câbler câbleur
soudage souder soudure soudeur
pilotage piloter
contrôle contrôler contrôleur contrôleuse
étalonnage étalonner
dessin dessiner dessinateur dessinatrice
création créer crée créé créateur créatrice
animation animateur animatrice
planification planifier planning
suivi suivre suivez
accueil accueillir accueille
vente vendre vends vendeur vendeuse
achat acheter acheteur acheteuse
saisie saisir saisis saisi
classement classer
archivage archiver
recrutement recruteur recruteuse
conseil conseiller conseille
migration migrer
sécurité sécuriser sécurisation
intégration intégrateur intégratrice
test tester testeur testeuse
recette recetter
relecture relire relis relit
extraction extraire extrais
mesure mesurer
prélèvement prélever
culture cultiver
dosage doser
dimensionnement dimensionner
usinage usiner
routage router
raccordement raccorder
référencement référencer
modération modérateur modératrice
étiquetage étiqueter
transcription transcrire transcris
hébergement héberger
maquettage maquetter maquette
prototypage prototyper
assistance assister
évaluation évaluateur
audit auditeur auditrice
établissement établir établis établit
lecture lire lis lit
prévision prévoir
réponse répondre réponds répond
réception recevoir réceptionner reçois
apprentissage apprendre
paramétrage paramétrer
enseignement enseignant
encadrement encadrant
travail travaux travailler travaille
étude étudier
calcul calculer
tenue tenir tiens tient
respect respecter
fouille fouiller
veille veiller
mise mettre mets met
ordinateur ordinateurs pc
"""

ENGLISH = """
analysis analyse analyze analyses analysed analyzed analysing analyzing analyst analytics
administration administer administering administered administrator
maintenance maintain maintained maintaining
programming program programmed programmer
configuration configure configured configuring
writing write writer wrote written
teaching teach teacher taught
modelling model models modelled modeled modeler
planning plan planned planner
drawing draw draws drew drawn
building build builder built
integration integrate integrated
visualisation visualization visualise visualize
virtualisation virtualization virtualise virtualize
optimisation optimization optimise optimize
prioritisation prioritization prioritise prioritize
entry enter entered entering
keeping keep keeper kept
speaking speak speaker spoke
cleaning clean cleansing cleanse
deployment deploy deployed
automation automate automated automating
security secure secured securing
measurement measure measured measuring
assembly assemble assembled assembling
preparation prepare prepared preparing
collection collect collected collecting
simulation simulate simulated
solving solve solver solved
thinking think thinker
selling sell seller sold
testing test tester tested
design designer designed designing
development developer develop
management manager manage
repair repairs repairing repaired repairer
installation install installing installed installer
monitoring monitor monitored monitors
handling handle handled handler
processing process processed
editing edit edited editor
review reviewing reviewed
annotation annotate annotated annotator annotating
moderation moderate moderated moderator moderating
training train trained trainer
inspection inspect inspected inspecting inspector
creation create created creating
negotiation negotiate negotiated negotiating negotiator
detection detect detecting
evaluation evaluate evaluated evaluating
validation validate validated validating
migration migrate migrated migrating
recruitment recruit recruiting recruited
coordination coordinate coordinated coordinating
supervision supervise supervised supervising
troubleshooting troubleshoot
wiring wire wired
splicing splice spliced
cabling cable cabled
counting count counted
mapping map mapped mapper
scraping scrape scraped
forecasting forecast forecasts
tracking track tracked
hosting host hosted
presentation present presented
calibration calibrate calibrated
translation translate translated
sampling sample sampled
culture culturing cultured
computer computers
computing
computational computation
marketing marketer
operating
operational
accounting accountant accountancy
physics
physical
customs
customer customers
"""

ARABIC = """
تحليل أحلل حللت يحلل نحلل محلل محللة حلل تحاليل
تطوير أطور طورت يطور نطور مطور مطورة طور
برمجة أبرمج برمجت يبرمج مبرمج مبرمجة برمجيات
تصميم أصمم صممت يصمم مصمم مصممة صمم تصاميم
إدارة أدير أدرت يدير مدير مديرة تدبير أدبر دبرت يدبر تسيير أسير سيرت مسير
معالجة أعالج عالجت يعالج
إصلاح أصلح أصلحت يصلح
تثبيت أثبت ثبتت تنصيب
كتابة أكتب كتبت يكتب كاتب
تحرير أحرر حررت محرر
ترجمة أترجم ترجمت مترجم مترجمة يترجم
مراقبة أراقب راقبت مراقب يراقب
نمذجة أنمذج نمذجت
رسم أرسم رسمت رسام رسوم رسومات
تركيب أركب ركبت
قياس أقيس
جمع أجمع جمعت
تنظيف أنظف نظفت
استخراج أستخرج استخرجت
تنظيم أنظم نظمت
تنشيط أنشط نشطت
تأطير أؤطر أطرت مؤطر
تدريب أدرب دربت مدرب
تسويق أسوق مسوق
بيع أبيع بعت بائع
محاسبة محاسب
استقبال أستقبل استقبلت تلقي أتلقى تلقيت يتلقى
رد أرد رددت أجيب أجبت إجابة
إنشاء أنشئ أنشأت
بناء أبني بنيت
أتمتة نؤتمت أؤتمت
نشر أنشر نشرت
تخطيط أخطط خططت
قيادة أقود قدت يقود تقود قائد
إشراف أشرف أشرفت يشرف مشرف
تحضير أحضر حضرت إعداد أعد أعددت تهييء أهيئ هيأت
صيانة أصون
مشروع مشاريع
شبكة شبكات
نظام أنظمة نظم
برنامج برامج
قاعدة قواعد
جهاز أجهزة
حاسوب حواسيب
خادم خوادم
موقع مواقع
فريق فرق
زبون زبناء زبائن عميل عملاء
شكوى شكاوى شكاية شكايات
تقرير تقارير
وثيقة وثائق
صورة صور
خريطة خرائط
حساب حسابات
فاتورة فواتير
مورد موردين
نموذج نماذج
مشكلة مشاكل مشكل مشكلات
عينة عينات
أداة أدوات
نص نصوص
عنصر عناصر
لوحة لوحات ألواح
بيانات معطيات
معلوماتية معلوميات معلوماتي
مقاولة مقاولات
اختبار اختبارات أختبر اختبرت
طابعة طابعات
دارة دارات دائرة دوائر
إلكترونية إلكترونيك إلكترونيات
ميكانيكا ميكانيك
أجل آجال
احترام أحترم يحترم
اشتغال أشتغل اشتغلت شغل
عمل أعمل عملت يعمل
لغة لغات
إدخال أدخل أدخلت
خدمة أخدم خدمت
دعم أدعم دعمت
تكوين تكوينات
افتحاص أفتحص مفتحص
تدقيق أدقق دققت مدقق
فحص أفحص فحصت فحوصات
مسك أمسك مسكت ماسك
ضبط أضبط ضبطت
حماية أحمي حميت
تحسين يحسن نحسن
تشغيل أشغل شغلت
تتبع أتتبع تتبعت
تصنيف أصنف صنفت
ترتيب أرتب رتبت
أرشفة أؤرشف أرشفت
تقييم أقيم
تسجيل أسجل سجلت
توثيق أوثق وثقت
تقديم أقدم قدمت
مساعدة أساعد ساعدت
تفريغ أفرغ فرغت
تخزين أخزن خزنت
تشخيص أشخص شخصت
مراجعة أراجع راجعت
تفاوض أتفاوض تفاوضت
تواصل أتواصل تواصلت
إنصات أنصت
استماع أستمع استمعت أسمع
تأقلم أتأقلم تأقلمت
تكيف أتكيف تكيفت
اعتماد أعتمد اعتمدت
تحمل أتحمل تحملت
تحديد أحدد حددت
زراعة أزرع زرعت
تجريب أجرب جربت
ربط أربط ربطت
تمديد أمدد مددت
استكشاف أستكشف
استغلال أستغل
تشفير أشفر شفرت
معايرة أعاير عايرت
محاكاة أحاكي حاكيت
حل أحل حلول
كشف كشوف كشوفات أكشف
عرض عروض أعرض
بحث أبحاث بحوث أبحث باحث باحثة
تجربة تجارب
جدول جداول
ملف ملفات
سجل سجلات
خطأ أخطاء
عطل أعطال
خطر مخاطر أخطار
أسلوب أساليب
منهج مناهج
هيكل هياكل
بنية بنى بنيات
نمط أنماط
مصدر مصادر
سوق أسواق
عقد عقود
أجر أجور أجرة رواتب راتب
دين ديون
قرض قروض
ضريبة ضرائب جباية
تصريح تصاريح تصريحات
دفتر دفاتر
قائمة قوائم لائحة لوائح
جدار جدران
سلك أسلاك
كابل كابلات كوابل
مرض أمراض
نسيج أنسجة
جسم أجسام
معدن معادن
صخر صخور
دواء أدوية
حاجة حاجيات احتياجات حاجات
درس دروس
تلميذ تلاميذ
طالب طلبة طلاب
هاتف هواتف
آلة آلات
قطعة قطع
خط خطوط
أنبوب أنابيب
حادث حوادث حادثة
سلسلة سلاسل
مقال مقالات
فيديو فيديوهات
متجر متاجر
لعبة ألعاب
رسالة رسائل
مستخدم مستخدمين مستعمل مستعملين
قانون قوانين
طرف أطراف
معيار معايير
مسطرة مساطر
مادة مواد
معدات تجهيزات
كود أكواد شيفرة شيفرات
مبدأ مبادئ
"""
