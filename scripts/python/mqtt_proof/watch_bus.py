"""Subscribes to everything on a broker and prints one line of JSON for each message, until its standard input ends."""

import json
import os
import sys
from threading import Event, Thread

import paho.mqtt.client as paho
from paho.mqtt.subscribeoptions import SubscribeOptions

END = "watch-bus/end"
ended = Event()


def subscribe(client, *_):
    client.subscribe("#", options=SubscribeOptions(qos=2, retainAsPublished=True))


def show(client, _, message):
    if message.topic == END:
        ended.set()
        return
    line = {"topic": message.topic, "payload": message.payload.hex(), "qos": message.qos, "retain": message.retain}
    print(json.dumps(line), flush=True)


def wait_for_end(client):
    sys.stdin.read()
    client.publish(END, qos=2)


client = paho.Client(paho.CallbackAPIVersion.VERSION2, protocol=paho.MQTTv5)
client.on_connect = subscribe
client.on_subscribe = lambda *_: print(json.dumps({"ready": True}), flush=True)
client.on_message = show
client.connect("127.0.0.1", int(os.environ["MQTT_PORT"]))
client.loop_start()
Thread(target=wait_for_end, args=(client,), daemon=True).start()
ended.wait(120)
client.disconnect()
