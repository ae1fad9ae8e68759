"""Small networks of timm's kinds with random weights, exported to ONNX, and what PyTorch makes of a drawn picture.

    pip install torch timm onnx onnxscript
    python make_timm.py      # writes timm-*.onnx, timm-convnext.onnx.data and timm.json beside this script

The ViT gives tokens (class token first) for any number of pictures, the EfficientNet a map for one as it declares, the
ConvNeXt a map for any number and any size, with its weights in a file of their own.
"""
import json
import pathlib

import numpy as np
import onnx
import timm
import torch
from timm.models._efficientnet_builder import decode_arch_def
from timm.models.efficientnet import EfficientNet

HERE = pathlib.Path(__file__).parent
SIZE = 64
MEAN, STD = np.array([0.485, 0.456, 0.406]), np.array([0.229, 0.224, 0.225])
HALF = np.array([0.5, 0.5, 0.5])


def picture(size):
    """Coloured waves; FeatureCheck.java draws the same."""
    y, x = np.mgrid[:size, :size] * 96 // size
    planes = []
    for k in range(3):
        v = ((3 + k) * x * x + 5 * y * y + (7 - 9 * k) * x * y).astype(int)
        v = np.trunc(v / 32).astype(int) + 40 * k
        v = v % 510
        planes.append(np.minimum(255, np.minimum(v, 510 - v)))
    return np.stack(planes, -1)


class Tapped(torch.nn.Module):
    """Without the head: tokens or the last map."""

    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, x):
        return self.model.forward_features(x)


def models():
    torch.manual_seed(1)
    vit = timm.create_model(
        "vit_tiny_patch16_224", pretrained=False, num_classes=0, img_size=SIZE, embed_dim=24, depth=2, num_heads=2
    )
    blocks = ["ds_r1_k3_s1_e1_c8_se0.25"], ["ir_r1_k3_s2_e3_c12_se0.25"], ["ir_r1_k5_s2_e3_c16_se0.25"]
    efficientnet = EfficientNet(
        decode_arch_def(list(blocks)), num_classes=0, num_features=24, stem_size=8, act_layer=torch.nn.SiLU
    )
    convnext = timm.create_model("convnext_atto", pretrained=False, num_classes=0, depths=(1, 1, 1, 1), dims=(8, 12, 16, 24))
    return {"vit": (vit, HALF, HALF), "efficientnet": (efficientnet, MEAN, STD), "convnext": (convnext, MEAN, STD)}


def export(name, model, x):
    axes = {"vit": {0: "n"}, "efficientnet": None, "convnext": {0: "n", 2: "h", 3: "w"}}[name]
    file = HERE / f"timm-{name}.onnx"
    torch.onnx.export(
        model,
        (x,),
        str(file),
        input_names=["pixel_values"],
        output_names=["features"],
        dynamic_axes={"pixel_values": axes} if axes else None,
        opset_version=17,
        dynamo=False,
    )
    if name == "convnext":
        saved = onnx.load(file)
        file.unlink()
        onnx.save(saved, file, save_as_external_data=True, location=file.name + ".data", size_threshold=256)


result = {}
for name, (model, mean, std) in models().items():
    model = Tapped(model).eval()
    with torch.no_grad():
        for p in model.parameters():  # away from the small numbers that timm begins with
            p.add_(0.05 * torch.randn(p.shape))
        x = torch.tensor(((picture(SIZE) / 255 - mean) / std).astype(np.float32).transpose(2, 0, 1)[None])
        y = model(x).numpy()[0]
    export(name, model, x)
    tokens = y if y.ndim == 2 else y.reshape(y.shape[0], -1).T  # (tokens or positions, channels)
    result[name] = {
        "mean": [float(f"{v:.7g}") for v in tokens.mean(0)],
        "max": [float(f"{v:.7g}") for v in tokens.max(0)],
        "flatten": [float(f"{v:.7g}") for v in tokens.reshape(-1)[:200]],
        "first": [float(f"{v:.7g}") for v in tokens[0]],
    }
with open(HERE / "timm.json", "w", newline="\n") as out:
    json.dump(result, out, separators=(",", ":"))
    out.write("\n")
