/** The module that is gone. */
export const OLD_MODULE = 'asyncio_mqtt';

/** The class everything starts from. */
export const CLIENT = 'asyncio_mqtt.Client';

/** What takes the keywords of a client: the class, and its constructor as a class that inherits from it calls it. */
export const CONSTRUCTORS = [CLIENT, `${CLIENT}.__init__`] as const;

/** The old library and the new one cannot serve one service together, so all changes of a service are one unit. */
export const UNIT = 'requirement:aiomqtt';

/** The first message iterators, which gave paho's messages. */
export const PAHO_ITERATORS = [`${CLIENT}.filtered_messages`, `${CLIENT}.unfiltered_messages`] as const;

/** The iterator of version 0.15 on, and of aiomqtt. */
export const MESSAGES = `${CLIENT}.messages`;

/** All message iterators. */
export const MESSAGE_ITERATORS = [MESSAGES, ...PAHO_ITERATORS] as const;

/** A message as `filtered_messages` and `unfiltered_messages` gave it: paho's own, with a string as its topic. */
export const PAHO_MESSAGE = 'paho.mqtt.client.MQTTMessage';
