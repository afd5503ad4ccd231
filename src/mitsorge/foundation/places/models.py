from django.db import models


class Body(models.Model):
    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=60)
    kind = models.CharField(max_length=10)
    ags = models.CharField(max_length=8, unique=True)
    land = models.CharField(max_length=2)

    def __str__(self) -> str:
        return self.name


class Municipality(models.Model):
    ags = models.CharField(max_length=8, unique=True)
    name = models.CharField(max_length=120)

    def __str__(self) -> str:
        return self.name


class PlanningArea(models.Model):
    code = models.SlugField(max_length=60)
    name = models.CharField(max_length=120)

    def __str__(self) -> str:
        return self.name
