from dotenv import dotenv_values

if __name__ == "__main__":
    settings = dotenv_values()
    print(f"serving models from {settings.get('MODEL_FOLDER', '/models')}")
