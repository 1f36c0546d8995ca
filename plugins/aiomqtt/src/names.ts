/** The class everything starts from. */
export const CLIENT = 'asyncio_mqtt.Client';

/** The old library and the new one cannot serve one service together, so all changes of a service are one unit. */
export const UNIT = 'requirement:aiomqtt';

/** The three generations of message iterators. */
export const MESSAGE_ITERATORS = [
  `${CLIENT}.messages`,
  `${CLIENT}.filtered_messages`,
  `${CLIENT}.unfiltered_messages`,
] as const;

/** A message as `filtered_messages` and `unfiltered_messages` gave it: paho's own, with a string as its topic. */
export const PAHO_MESSAGE = 'asyncio_mqtt.PahoMessage';
